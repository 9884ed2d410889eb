import type { ConversationSettings, ErrorRow, ReceiveOption, RemindType } from '@yanshu/protocol'
import { ImError, MOST_CONTACTS, recentErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import { Lock } from '../../store/lock.ts'
import type { AccountService } from '../account/service.ts'
import type { ContactGroup, ContactGroupStore } from './contact-group-store.ts'
import type { ContactRow, ContactStore, ContactValues, Owner } from './contact-store.ts'
import type { DiscardRule } from './discard-rule.ts'
import { groupOfKey } from './keys.ts'
import { changeMarks, markValues, remindOf, remindType } from './rules.ts'

/** An account, and the connection that acts for it. */
export interface Actor extends Owner {
  readonly sessionId?: string | undefined
}

/** What happens to one conversation. */
export interface ContactChange {
  readonly peer: string
  readonly set?: readonly number[] | undefined
  readonly clear?: readonly number[] | undefined
  readonly custom?: string | undefined
  readonly remind?: RemindType
}

/** Peers that a request did not work for. */
export type Refusals = ReadonlyMap<string, ErrorRow>

/** A receive option as a request has it. */
type OptionGiven = { readonly [Key in keyof ReceiveOption]: ReceiveOption[Key] | undefined }

export interface ContactDeps {
  readonly store: ContactStore
  readonly groups: ContactGroupStore
  readonly accounts: AccountService
  /** Which of some groups and topics an account is a member of. */
  seatedAmong(owner: Owner, ids: readonly string[]): Promise<ReadonlySet<string>>
  readonly discards: Pick<DiscardRule, 'forget'>
  readonly bus: Bus
  readonly now: Clock
}

/** What is set on a conversation, groups by number. */
export interface ContactView {
  readonly row: ContactRow | undefined
  readonly groupIds: readonly number[]
}

/** Marks, custom data, and how messages of a conversation are received. */
export class Contacts {
  readonly #deps: ContactDeps
  /** Changes count before they write, so one goes after the other; groups count too. */
  readonly lock = new Lock()

  constructor(deps: ContactDeps) {
    this.#deps = deps
  }

  /** @returns the conversations that it did not work for. */
  async change(actor: Actor, changes: readonly ContactChange[]): Promise<Refusals> {
    const refused = await this.unknown(
      actor,
      changes.map(({ peer }) => peer),
    )
    const wanted = changes.filter(({ peer }) => !refused.has(peer))
    await this.lock.run(() => this.#write(actor, wanted, refused))
    const changed = wanted.map(({ peer }) => peer).filter((peer) => !refused.has(peer))
    if (wanted.some(({ remind }) => remind !== undefined)) {
      this.#deps.discards.forget(actor.appId, actor.account)
    }
    await this.tell(actor, changed)
    return refused
  }

  /** Peers that are not imported, and groups that the account is no member of. */
  async unknown(owner: Owner, keys: readonly string[]): Promise<Map<string, ErrorRow>> {
    const peers = keys.filter((key) => groupOfKey(key) === undefined)
    const [found, seated] = await Promise.all([
      this.#deps.accounts.findMany(owner.appId, [...new Set(peers)]),
      this.#deps.seatedAmong(
        owner,
        keys.flatMap((key) => groupOfKey(key) ?? []),
      ),
    ])
    const isKnown = (key: string) => {
      const groupId = groupOfKey(key)
      return groupId === undefined ? found.has(key) : seated.has(groupId)
    }
    const missing = keys.filter((key) => !isKnown(key))
    return new Map(missing.map((peer) => [peer, recentErrors.unknownAccount]))
  }

  /** @throws {ImError} 50001. */
  async assertAccount({ appId, account }: Owner): Promise<void> {
    if (await this.#deps.accounts.find(appId, account)) return
    throw new ImError(recentErrors.unknownAccount, account)
  }

  groups(owner: Owner): Promise<readonly ContactGroup[]> {
    return this.#deps.groups.all(owner)
  }

  async views(owner: Owner, peers: readonly string[]): Promise<ReadonlyMap<string, ContactView>> {
    const [rows, ids] = await Promise.all([
      this.#deps.store.find(owner, peers),
      this.#deps.groups.idsOf(owner, peers),
    ])
    const byPeer = new Map(rows.map((row) => [row.peer, row]))
    return new Map(
      peers.map((peer) => [peer, { row: byPeer.get(peer), groupIds: ids.get(peer) ?? [] }]),
    )
  }

  page(owner: Owner, after: number, limit: number): Promise<readonly ContactRow[]> {
    return this.#deps.store.page(owner, after, limit)
  }

  /** What is set on conversations, as clients are told; a peer without settings has an empty one. */
  async settings(
    owner: Owner,
    peers: readonly string[],
  ): Promise<ReadonlyMap<string, ConversationSettings>> {
    if (peers.length === 0) return new Map()
    const views = await this.views(owner, peers)
    const isGrouped = [...views.values()].some(({ groupIds }) => groupIds.length > 0)
    const groups = isGrouped ? await this.#deps.groups.all(owner) : []
    const names = new Map(groups.map(({ id, name }) => [id, name]))
    return new Map(peers.map((peer) => [peer, toSettings(views.get(peer), names)]))
  }

  /** Tells the other connections what is set on conversations now. */
  async tell({ sessionId, ...owner }: Actor, peers: readonly string[]): Promise<void> {
    if (peers.length === 0) return
    const settings = await this.settings(owner, [...new Set(peers)])
    this.#deps.bus.publish('conversation.changed', {
      ...owner,
      settings: [...settings].map(([peer, set]) => ({ peer, ...set })),
      sessionId,
    })
  }

  async option(owner: Owner): Promise<ReceiveOption> {
    const stored = await this.#deps.store.option(owner)
    if (stored === undefined) return { remindType: 'AcceptAndNotify' }
    return JSON.parse(stored) as ReceiveOption
  }

  async setOption({ sessionId, ...owner }: Actor, given: OptionGiven): Promise<ReceiveOption> {
    // What is undefined is not in the JSON.
    const kept = JSON.parse(JSON.stringify(given)) as ReceiveOption
    const option = { ...kept, setAt: toSeconds(this.#deps.now()) }
    await this.#deps.store.setOption(owner, JSON.stringify(option))
    this.#deps.bus.publish('receiveOption.changed', { ...owner, option, sessionId })
    return option
  }

  /** Everything that an account set goes with it. */
  async forgetAccount(appId: number, account: string): Promise<void> {
    await this.lock.run(() => this.#deps.store.forget({ appId, account }))
    this.#deps.discards.forget(appId, account)
  }

  async #write(
    owner: Owner,
    changes: readonly ContactChange[],
    refused: Map<string, ErrorRow>,
  ): Promise<void> {
    const { store } = this.#deps
    const found = await store.find(
      owner,
      changes.map(({ peer }) => peer),
    )
    const rows = new Map<string, ContactValues>(found.map((row) => [row.peer, row]))
    const known = new Set(rows.keys())
    let room = changes.some(marks) ? MOST_CONTACTS - (await store.countMarked(owner)) : 0
    for (const change of changes) {
      const before = rows.get(change.peer) ?? this.#empty(owner, change.peer)
      const after = applied(before, change, this.#deps.now())
      const grows = Number(isMarked(after)) - Number(isMarked(before))
      if (grows > room) refused.set(change.peer, recentErrors.tooManyContacts)
      else {
        room -= grows
        rows.set(change.peer, after)
      }
    }
    // What is empty and was not there needs no row.
    await store.save([...rows.values()].filter((row) => known.has(row.peer) || isSet(row)))
    await store.drop(
      owner,
      [...rows.values()].filter((row) => known.has(row.peer) && !isSet(row)).map((row) => row.peer),
    )
  }

  #empty({ appId, account }: Owner, peer: string): ContactValues {
    const nothing = { mark_low: 0, mark_high: 0, custom: '', remind: 0, changed_at: 0 }
    return { app_id: appId, account, peer, ...nothing }
  }
}

function marks({ set, clear, custom }: ContactChange): boolean {
  return set !== undefined || clear !== undefined || custom !== undefined
}

function applied(row: ContactValues, change: ContactChange, now: number): ContactValues {
  const before = { low: row.mark_low, high: row.mark_high }
  const { low, high } = changeMarks(before, change.set, change.clear)
  return {
    ...row,
    mark_low: low,
    mark_high: high,
    custom: change.custom ?? row.custom,
    remind: change.remind === undefined ? row.remind : remindOf(change.remind),
    changed_at: now,
  }
}

function isMarked(row: Pick<ContactValues, 'mark_low' | 'mark_high' | 'custom'>): boolean {
  return row.mark_low !== 0 || row.mark_high !== 0 || row.custom !== ''
}

function isSet(row: ContactValues): boolean {
  return isMarked(row) || row.remind !== 0
}

function toSettings(
  view: ContactView | undefined,
  names: ReadonlyMap<number, string>,
): ConversationSettings {
  const { row, groupIds = [] } = view ?? {}
  const groups = groupIds.flatMap((id) => names.get(id) ?? [])
  const markList = row ? markValues({ low: row.mark_low, high: row.mark_high }) : []
  return {
    ...(markList.length > 0 ? { markList } : {}),
    ...(row && row.custom !== '' ? { customData: row.custom } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(row && row.remind !== 0 ? { remindType: remindType(row.remind) } : {}),
  }
}
