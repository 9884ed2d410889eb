import type { Clock } from '../../clock.ts'
import type { LogRow } from '../sqlite/engine.ts'
import type { SqliteDatabase } from '../sqlite/sqlite-database.ts'
import { BACKFILLED } from './backfilled.ts'
import { timeOf } from './time-of.ts'
import type { Appended, MessageLog, NewEntry } from './message-log.ts'
import { createMessageLog } from './message-log.ts'

/** Conversations whose end is kept in memory; beyond that it is read from the index again. */
const KNOWN_CONVERSATIONS = 200_000

/**
 * The log on SQLite. One process owns the file, so ids and seqs are counted in memory and a group
 * is nothing but inserts: no row per conversation is rewritten.
 */
export function createSqliteLog(database: SqliteDatabase, now: Clock): MessageLog {
  const writer = new SqliteLogWriter(database, now)
  return createMessageLog((entries) => writer.write(entries))
}

class SqliteLogWriter {
  readonly #database: SqliteDatabase
  readonly #now: Clock
  readonly #ends = new Map<number, End>()
  #lastId: number | undefined

  constructor(database: SqliteDatabase, now: Clock) {
    this.#database = database
    this.#now = now
  }

  async write(entries: readonly NewEntry[]): Promise<readonly Appended[]> {
    const now = this.#now()
    try {
      const rows = entries.map((entry) => this.#place(entry, now))
      await this.#database.append(rows)
      return rows.map(([id, , , seq, time]) => ({ id, seq, time }))
    } catch (error) {
      // Nothing of the group is stored: count again from what is.
      this.#ends.clear()
      this.#lastId = undefined
      throw error
    }
  }

  #place(entry: NewEntry, now: number): LogRow {
    const end = this.#endOf(entry.appId, entry.conversation)
    const { time, flags } = timeOf(entry, end.time, now)
    end.seq += 1
    end.time = Math.max(end.time, time)
    this.#lastId = (this.#lastId ?? this.#highestId()) + 1
    return [
      this.#lastId,
      entry.appId,
      entry.conversation,
      end.seq,
      time,
      entry.sender,
      entry.clientTime,
      entry.clientSeq,
      entry.random,
      flags,
      entry.body,
    ]
  }

  #endOf(appId: number, conversation: number): End {
    const known = this.#ends.get(conversation)
    if (known) return known
    if (this.#ends.size >= KNOWN_CONVERSATIONS) this.#forgetOldest()
    const seq = this.#highest('select max(seq) as top', '', appId, conversation)
    const time = this.#highest('select time as top', NEWEST, appId, conversation)
    // Old messages may be removed, but seqs go on from where they were.
    const end = seq > 0 ? { seq, time } : this.#endBefore(conversation)
    this.#ends.set(conversation, end)
    return end
  }

  #forgetOldest(): void {
    // Those of the group being placed are the youngest and stay: their rows are not stored yet.
    let left = KNOWN_CONVERSATIONS / 2
    for (const conversation of this.#ends.keys()) {
      if (left-- === 0) return
      this.#ends.delete(conversation)
    }
  }

  #highest(select: string, rest: string, appId: number, conversation: number): number {
    const sql = `${select} from message where app_id = ? and conversation = ? ${rest}`
    return top(this.#database.readNow(sql, [appId, conversation]))
  }

  /** Where a conversation ended whose messages are removed. */
  #endBefore(conversation: number): End {
    const [row] = this.#database.readNow(
      'select last_seq as seq, last_time as time from conversation where id = ?',
      [conversation],
    ) as readonly End[]
    return row ? { seq: row.seq, time: row.time } : { seq: 0, time: 0 }
  }

  /** Removed messages had ids as well: nothing new may come before what is folded. */
  #highestId(): number {
    const inLog = this.#database.readNow('select max(id) as top from message', [])
    const folded = this.#database.readNow('select max(log_id) as top from checkpoint', [])
    return Math.max(top(inLog), top(folded))
  }
}

/** The newest message of a conversation, those imported out of order left out. */
const NEWEST = `and flags & ${BACKFILLED} = 0 order by seq desc limit 1`

/** Where a conversation ends. */
interface End {
  seq: number
  time: number
}

function top(rows: readonly unknown[]): number {
  const [row] = rows as readonly { readonly top: number | null }[]
  return row?.top ?? 0
}
