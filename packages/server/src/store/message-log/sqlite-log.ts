import type { Clock } from '../../clock.ts'
import type { LogRow } from '../sqlite/engine.ts'
import type { SqliteDatabase } from '../sqlite/sqlite-database.ts'
import { GroupCommit } from './group-commit.ts'
import type { Appended, MessageLog, NewEntry } from './message-log.ts'

/** Conversations whose last seq is kept in memory; beyond that it is read from the index again. */
const KNOWN_CONVERSATIONS = 200_000

/**
 * The log on SQLite. One process owns the file, so ids and seqs are counted in memory and a group
 * is nothing but inserts: no row per conversation is rewritten.
 */
export class SqliteMessageLog implements MessageLog {
  readonly #database: SqliteDatabase
  readonly #now: Clock
  readonly #commits: GroupCommit<NewEntry, Appended>
  readonly #lastSeqs = new Map<number, number>()
  #lastId: number | undefined
  #lastTime = 0

  constructor(database: SqliteDatabase, now: Clock) {
    this.#database = database
    this.#now = now
    this.#commits = new GroupCommit((entries) => this.#write(entries))
  }

  append(entry: NewEntry): Promise<Appended> {
    return this.#commits.add(entry)
  }

  settled(): Promise<void> {
    return this.#commits.settled()
  }

  async #write(entries: readonly NewEntry[]): Promise<readonly Appended[]> {
    // A clock that is set back must not put new messages before old ones.
    this.#lastTime = Math.max(this.#lastTime, this.#now())
    const rows = entries.map((entry) => this.#place(entry))
    try {
      await this.#database.append(rows)
    } catch (error) {
      // Nothing of the group is stored: count again from what is.
      this.#lastSeqs.clear()
      this.#lastId = undefined
      throw error
    }
    return rows.map(([id, , , seq, time]) => ({ id, seq, time }))
  }

  #place(entry: NewEntry): LogRow {
    const id = this.#nextId()
    const seq = this.#nextSeq(entry.appId, entry.conversation)
    return [
      id,
      entry.appId,
      entry.conversation,
      seq,
      entry.time ?? this.#lastTime,
      entry.sender,
      entry.clientTime,
      entry.clientSeq,
      entry.random,
      entry.flags,
      entry.body,
    ]
  }

  #nextId(): number {
    this.#lastId = (this.#lastId ?? this.#highest('select max(id) as top from message', [])) + 1
    return this.#lastId
  }

  #nextSeq(appId: number, conversation: number): number {
    const last = this.#lastSeqs.get(conversation) ?? this.#readLastSeq(appId, conversation)
    this.#lastSeqs.set(conversation, last + 1)
    return last + 1
  }

  #readLastSeq(appId: number, conversation: number): number {
    if (this.#lastSeqs.size >= KNOWN_CONVERSATIONS) this.#forgetOldest()
    return this.#highest(
      'select max(seq) as top from message where app_id = ? and conversation = ?',
      [appId, conversation],
    )
  }

  #forgetOldest(): void {
    // Those of the group being placed are the youngest and stay: their rows are not stored yet.
    let left = KNOWN_CONVERSATIONS / 2
    for (const conversation of this.#lastSeqs.keys()) {
      if (left-- === 0) return
      this.#lastSeqs.delete(conversation)
    }
  }

  #highest(sql: string, params: readonly number[]): number {
    const [row] = this.#database.readNow(sql, params) as readonly { readonly top: number | null }[]
    return row?.top ?? 0
  }
}
