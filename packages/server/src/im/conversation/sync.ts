import type { SyncResult } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { Cursor, RecallRow } from '../message/service.ts'
import { formatCursor, rowToView } from '../message/service.ts'
import type { Folder } from './folder.ts'
import type { RecalledRow, SyncRow, SyncStore } from './sync-store.ts'

/** Recalls told in one answer. */
const MOST_RECALLS = 200

/** Tells a client that was away what it missed. */
export class Sync {
  readonly #store: SyncStore
  readonly #accounts: AccountService
  readonly #folder: Folder
  readonly #now: Clock

  constructor(store: SyncStore, accounts: AccountService, folder: Folder, now: Clock) {
    this.#now = now
    this.#store = store
    this.#accounts = accounts
    this.#folder = folder
  }

  /** Everything up to here is in the conversation lists now. */
  async cursor(): Promise<string> {
    const time = this.#now()
    await this.#folder.caughtUp()
    return formatCursor({ id: this.#folder.upTo, time })
  }

  /** True where something of an account's conversations came after a cursor. */
  async isBehind(appId: number, account: string, cursor: Cursor): Promise<boolean> {
    await this.#folder.caughtUp()
    return this.#store.isBehind(appId, account, cursor)
  }

  /** Messages and recalls of an account's conversations since a cursor. */
  async since(appId: number, account: string, cursor: Cursor, limit: number): Promise<SyncResult> {
    const asked = this.#now()
    await this.#folder.caughtUp()
    const { upTo } = this.#folder
    const [rows, recalled] = await Promise.all([
      this.#store.messages(appId, account, cursor, limit + 1),
      this.#store.recalled(appId, account, cursor.time, MOST_RECALLS),
    ])
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const dress = await this.#dresser(appId, account, [
      ...page,
      ...recalled.map(({ message }) => message),
    ])
    const recalls = new Map(recalled.map(({ message, recall }) => [message.id, recall]))
    const more = rows.length > limit || recalled.length === MOST_RECALLS
    const reached = last ? laterOf(cursor, last) : cursor
    // Nothing more up to where the positions were true, whoever may see what lies there.
    const next = more
      ? { id: reached.id, time: timeReached(reached.time, cursor.time, recalled) }
      : { id: Math.max(reached.id, upTo), time: Math.max(reached.time, asked) }
    return {
      messages: page.map((row) => dress(row, recalls.get(row.id))),
      recalled: recalled.map(({ message, recall }) => dress(message, recall)),
      cursor: formatCursor(next),
      more,
    }
  }

  async #dresser(appId: number, account: string, rows: readonly SyncRow[]) {
    const people = await this.#accounts.findMany(appId, [account, ...rows.map(({ peer }) => peer)])
    return (row: SyncRow, recall: RecallRow | undefined) =>
      rowToView(row, { account, peer: row.peer }, people, recall)
  }
}

/** Recalls that did not fit come next time: the time goes no further than the last one told. */
function timeReached(time: number, from: number, recalled: readonly RecalledRow[]): number {
  const last = recalled.length === MOST_RECALLS ? recalled.at(-1)?.recall.time : undefined
  return last === undefined ? time : Math.max(from + 1, Math.min(time, last))
}

/** An imported message carries an old time, which must not move the cursor back. */
function laterOf(cursor: Cursor, row: SyncRow): Cursor {
  return { id: row.id, time: Math.max(cursor.time, row.time) }
}
