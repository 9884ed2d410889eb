import type { SyncResult } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { Cursor, MessageStates } from '../message/service.ts'
import { formatCursor, rowToView, stateOf } from '../message/service.ts'
import type { GroupLog } from '../group/service.ts'
import type { Folder } from './folder.ts'
import type { Owner } from './contact-store.ts'
import type { ChangedRow, SyncRow, SyncStore } from './sync-store.ts'

/** Changes told in one answer. */
const MOST_CHANGES = 200

type Changed = Pick<ChangedRow, 'changed_at'>

export interface SyncDeps {
  readonly store: SyncStore
  readonly groups: GroupLog
  readonly states: MessageStates
  readonly accounts: AccountService
  readonly folder: Folder
  readonly now: Clock
}

/** Tells a client that was away what it missed. */
export class Sync {
  readonly #deps: SyncDeps

  constructor(deps: SyncDeps) {
    this.#deps = deps
  }

  /** Everything up to here is in the conversation lists now. */
  async cursor(): Promise<string> {
    const time = this.#deps.now()
    await this.#deps.folder.caughtUp()
    return formatCursor({ id: this.#deps.folder.upTo, time })
  }

  /** True where something of an account's conversations came after a cursor. */
  async isBehind(appId: number, account: string, cursor: Cursor): Promise<boolean> {
    await this.#deps.folder.caughtUp()
    const { store, groups } = this.#deps
    if (await store.isBehind(appId, account, cursor)) return true
    return groups.isBehind({ appId, account }, cursor)
  }

  /** Messages of an account's conversations since a cursor, and those that changed since. */
  async since(appId: number, account: string, cursor: Cursor, limit: number): Promise<SyncResult> {
    const { folder } = this.#deps
    const asked = this.#deps.now()
    // A change that is being written carries an earlier time than the one the next cursor will have.
    await folder.settled()
    const { upTo } = folder
    const owner = { appId, account }
    const [messages, changes] = await Promise.all([
      this.#messages(owner, cursor, limit),
      this.#changes(owner, cursor.time),
    ])
    const more = messages.more || changes.more
    const reached = messages.last ? laterOf(cursor, messages.last) : cursor
    // Nothing more up to where the positions were true, whoever may see what lies there.
    const next = more
      ? { id: reached.id, time: timeReached(reached.time, cursor.time, changes) }
      : { id: Math.max(reached.id, upTo), time: Math.max(reached.time, asked) }
    const [told, groupMessages, changed, groupChanged] = await Promise.all([
      this.#dress(owner, messages.c2c),
      this.#deps.groups.dress(messages.group),
      this.#dress(owner, changes.c2c),
      this.#deps.groups.dress(changes.group),
    ])
    return {
      messages: told,
      recalled: changed.filter(({ revoked }) => revoked !== undefined),
      changed,
      ...(groupMessages.length > 0 ? { groupMessages } : {}),
      ...(groupChanged.length > 0 ? { groupChanged } : {}),
      cursor: formatCursor(next),
      more,
    }
  }

  /** Messages of both kinds in the order of the log, under one limit. */
  async #messages(owner: Owner, cursor: Cursor, limit: number) {
    const { store, groups } = this.#deps
    const [c2c, group] = await Promise.all([
      store.messages(owner.appId, owner.account, cursor, limit + 1),
      groups.messages(owner, cursor, limit + 1),
    ])
    return cutAt(limit, c2c, group, ({ id }) => id)
  }

  /** Changes of both kinds by their times, under one limit. */
  async #changes(owner: Owner, since: number) {
    const { store, groups } = this.#deps
    const [c2c, group] = await Promise.all([
      store.changed(owner.appId, owner.account, since, MOST_CHANGES),
      groups.changed(owner, since, MOST_CHANGES),
    ])
    const cut = cutAt(MOST_CHANGES, c2c, group, ({ changed_at: at }) => at)
    // A full page may have changes of the same moment behind it.
    return { ...cut, more: c2c.length + group.length >= MOST_CHANGES }
  }

  async #dress({ appId, account }: Owner, rows: readonly SyncRow[]) {
    if (rows.length === 0) return []
    const states = await this.#deps.states.of(rows)
    const peers = rows.map(({ peer }) => peer)
    const people = await this.#deps.accounts.findMany(appId, [account, ...peers])
    return rows.map((row) =>
      rowToView(row, { account, peer: row.peer }, people, stateOf(states, row)),
    )
  }
}

/** The first rows of two lists by their order together. */
function cutAt<C2c, Group>(
  limit: number,
  c2c: readonly C2c[],
  group: readonly Group[],
  placeOf: (row: C2c | Group) => number,
) {
  const all = [...c2c, ...group].toSorted((a, b) => placeOf(a) - placeOf(b))
  const page = new Set(all.slice(0, limit))
  return {
    c2c: c2c.filter((row) => page.has(row)),
    group: group.filter((row) => page.has(row)),
    last: all.slice(0, limit).at(-1),
    more: all.length > limit,
  }
}

/** Changes that did not fit come next time: the time goes no further than the last one told. */
function timeReached(
  time: number,
  from: number,
  { more, last: told }: { readonly more: boolean; readonly last: Changed | undefined },
): number {
  const last = more ? told?.changed_at : undefined
  return last === undefined ? time : Math.max(from + 1, Math.min(time, last))
}

/** An imported message carries an old time, which must not move the cursor back. */
function laterOf(cursor: Cursor, row: Pick<SyncRow, 'id' | 'time'>): Cursor {
  return { id: row.id, time: Math.max(cursor.time, row.time) }
}
