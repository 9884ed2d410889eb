import type { SyncResult } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { Cursor, MessageStates, States } from '../message/service.ts'
import { formatCursor, rowToView, stateOf } from '../message/service.ts'
import type { Folder } from './folder.ts'
import type { ChangedRow, SyncRow, SyncStore } from './sync-store.ts'

/** Changes told in one answer. */
const MOST_CHANGES = 200

export interface SyncDeps {
  readonly store: SyncStore
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
    return this.#deps.store.isBehind(appId, account, cursor)
  }

  /** Messages of an account's conversations since a cursor, and those that changed since. */
  async since(appId: number, account: string, cursor: Cursor, limit: number): Promise<SyncResult> {
    const { store, folder, states } = this.#deps
    const asked = this.#deps.now()
    // A change that is being written carries an earlier time than the one the next cursor will have.
    await folder.settled()
    const { upTo } = folder
    const [rows, changes] = await Promise.all([
      store.messages(appId, account, cursor, limit + 1),
      store.changed(appId, account, cursor.time, MOST_CHANGES),
    ])
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const told = [...page, ...changes]
    const dress = await this.#dresser(appId, account, told, await states.of(told))
    const more = rows.length > limit || changes.length === MOST_CHANGES
    const reached = last ? laterOf(cursor, last) : cursor
    // Nothing more up to where the positions were true, whoever may see what lies there.
    const next = more
      ? { id: reached.id, time: timeReached(reached.time, cursor.time, changes) }
      : { id: Math.max(reached.id, upTo), time: Math.max(reached.time, asked) }
    const changed = changes.map(dress)
    return {
      messages: page.map(dress),
      recalled: changed.filter(({ revoked }) => revoked !== undefined),
      changed,
      cursor: formatCursor(next),
      more,
    }
  }

  async #dresser(appId: number, account: string, rows: readonly SyncRow[], states: States) {
    const peers = rows.map(({ peer }) => peer)
    const people = await this.#deps.accounts.findMany(appId, [account, ...peers])
    return (row: SyncRow) =>
      rowToView(row, { account, peer: row.peer }, people, stateOf(states, row))
  }
}

/** Changes that did not fit come next time: the time goes no further than the last one told. */
function timeReached(time: number, from: number, changes: readonly ChangedRow[]): number {
  const last = changes.length === MOST_CHANGES ? changes.at(-1)?.changed_at : undefined
  return last === undefined ? time : Math.max(from + 1, Math.min(time, last))
}

/** An imported message carries an old time, which must not move the cursor back. */
function laterOf(cursor: Cursor, row: SyncRow): Cursor {
  return { id: row.id, time: Math.max(cursor.time, row.time) }
}
