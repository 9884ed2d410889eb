import type { ErrorRow } from '@yanshu/protocol'
import {
  byteLength,
  CONTACT_GROUP_NAME_BYTES,
  ImError,
  MOST_CONTACT_GROUPS,
  MOST_CONTACTS,
  recentErrors,
} from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { ContactGroup, ContactGroupStore } from './contact-group-store.ts'
import type { ContactStore, Owner } from './contact-store.ts'
import type { Actor, Contacts, Refusals } from './contacts.ts'

export interface ContactGroupDeps {
  readonly contacts: Contacts
  readonly store: ContactGroupStore
  readonly rows: ContactStore
  readonly bus: Bus
  readonly now: Clock
}

/** Conversations to put into a group, and to take out. */
export interface MemberChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

export interface GroupResult {
  readonly group: ContactGroup
  readonly refused: Refusals
}

/** What happened to a group, for the other connections. */
interface GroupNews {
  readonly name: string
  readonly renamedFrom?: string
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/** Groups of conversations. */
export class ContactGroups {
  readonly #deps: ContactGroupDeps

  constructor(deps: ContactGroupDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 50002 where the name is taken, 51010, 51011. */
  async create(actor: Actor, name: string, peers: readonly string[]): Promise<GroupResult> {
    assertName(name)
    const { contacts, store } = this.#deps
    const refused = await contacts.unknown(actor, peers)
    const { group, added } = await contacts.lock.run(async () => {
      const all = await store.all(actor)
      if (all.some((each) => each.name === name)) throw new ImError(recentErrors.badParameter, name)
      if (all.length >= MOST_CONTACT_GROUPS) throw new ImError(recentErrors.tooManyContactGroups)
      const group = { id: Math.max(0, ...all.map(({ id }) => id)) + 1, name }
      await store.create(actor, group)
      return { group, added: await this.#add(actor, group.id, peers, refused) }
    })
    await this.#tell(actor, { name, added })
    return { group, refused }
  }

  /** @throws {ImError} 50002 where the name is taken, 51009, 51011. */
  async rename(actor: Actor, name: string, newName: string): Promise<ContactGroup> {
    assertName(newName)
    const { contacts, store } = this.#deps
    const group = await contacts.lock.run(async () => {
      const all = await store.all(actor)
      const { id } = named(all, name)
      if (all.some((each) => each.name === newName && each.id !== id)) {
        throw new ImError(recentErrors.badParameter, newName)
      }
      await store.rename(actor, { id, name: newName })
      return { id, name: newName }
    })
    await this.#tell(actor, { name: newName, renamedFrom: name })
    return group
  }

  /** @throws {ImError} 51009. */
  async delete(actor: Actor, name: string): Promise<ContactGroup> {
    const { contacts, store, rows } = this.#deps
    const { group, removed } = await contacts.lock.run(async () => {
      const group = named(await store.all(actor), name)
      const removed = await store.peersIn(actor, group.id)
      await store.delete(actor, group.id)
      await rows.drop(actor, removed)
      return { group, removed }
    })
    await this.#tell(actor, { name, removed })
    return group
  }

  /** @throws {ImError} 51009. */
  async change(actor: Actor, name: string, { add, remove }: MemberChange): Promise<GroupResult> {
    const { contacts, store, rows } = this.#deps
    const refused = await contacts.unknown(actor, add)
    const { group, added } = await contacts.lock.run(async () => {
      const group = named(await store.all(actor), name)
      await store.remove(actor, group.id, remove)
      await rows.drop(actor, remove)
      return { group, added: await this.#add(actor, group.id, add, refused) }
    })
    await this.#tell(actor, { name, added, removed: remove })
    return { group, refused }
  }

  async #add(
    owner: Owner,
    groupId: number,
    peers: readonly string[],
    refused: Map<string, ErrorRow>,
  ): Promise<readonly string[]> {
    const { contacts, store, rows } = this.#deps
    const known = [...new Set(peers)].filter((peer) => !refused.has(peer))
    if (known.length === 0) return known
    const views = await contacts.views(owner, known)
    let room = MOST_CONTACTS - (await store.countGrouped(owner))
    const fitting = known.filter((peer) => {
      if ((views.get(peer)?.groupIds.length ?? 0) > 0) return true
      if (room > 0) return room-- > 0
      refused.set(peer, recentErrors.tooManyContacts)
      return false
    })
    // A conversation in a group has a row of its own, by which pages find it.
    const now = this.#deps.now()
    const missing = fitting.filter((peer) => views.get(peer)?.row === undefined)
    const empty = { mark_low: 0, mark_high: 0, custom: '', remind: 0, changed_at: now }
    const { appId: app_id, account } = owner
    await store.add(owner, groupId, fitting)
    await rows.save(missing.map((peer) => ({ app_id, account, peer, ...empty })))
    return fitting
  }

  async #tell({ sessionId, ...owner }: Actor, news: GroupNews): Promise<void> {
    const all = await this.#deps.store.all(owner)
    this.#deps.bus.publish('conversationGroup.changed', {
      ...owner,
      groups: all.map(({ name }) => name),
      added: [],
      removed: [],
      ...news,
      sessionId,
    })
  }
}

function assertName(name: string): void {
  if (byteLength(name) > CONTACT_GROUP_NAME_BYTES) {
    throw new ImError(recentErrors.contactGroupNameTooLong)
  }
}

function named(all: readonly ContactGroup[], name: string): ContactGroup {
  const group = all.find((each) => each.name === name)
  if (!group) throw new ImError(recentErrors.noContactGroup, name)
  return group
}
