import type { SyncResult, WireMessage } from '@yanshu/protocol'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { Cursor, RecallRow } from '../message/service.ts'
import { formatCursor, rowToWire } from '../message/service.ts'
import type { Folder } from './folder.ts'
import type { SyncRow, SyncStore } from './sync-store.ts'

/** Recalls told in one answer; more than that is a client that had better load afresh. */
const MOST_RECALLS = 200

/** Tells a client that was away what it missed. */
export class Sync {
  readonly #store: SyncStore
  readonly #accounts: AccountService
  readonly #folder: Folder

  constructor(store: SyncStore, accounts: AccountService, folder: Folder) {
    this.#store = store
    this.#accounts = accounts
    this.#folder = folder
  }

  /** Messages and recalls of an account's conversations since a cursor. */
  async since(appId: number, account: string, cursor: Cursor, limit: number): Promise<SyncResult> {
    await this.#folder.caughtUp()
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
    return {
      messages: page.map((row) => dress(row, recalls.get(row.id))),
      recalled: recalled.map(({ message, recall }) => dress(message, recall)),
      cursor: formatCursor(last ? laterOf(cursor, last) : cursor),
      more: rows.length > limit,
    }
  }

  async #dresser(appId: number, account: string, rows: readonly SyncRow[]) {
    const people = await this.#accounts.findMany(appId, [account, ...rows.map(({ peer }) => peer)])
    return (row: SyncRow, recall: RecallRow | undefined) => dressRow(row, account, people, recall)
  }
}

function dressRow(
  row: SyncRow,
  account: string,
  people: ReadonlyMap<string, Account>,
  recall: RecallRow | undefined,
): WireMessage {
  const receiver = row.sender === account ? row.peer : account
  return rowToWire(row, receiver, people.get(row.sender), recall)
}

/** An imported message carries an old time, which must not move the cursor back. */
function laterOf(cursor: Cursor, row: SyncRow): Cursor {
  return { id: row.id, time: Math.max(cursor.time, row.time) }
}
