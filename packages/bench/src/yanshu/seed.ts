import { Database } from 'bun:sqlite'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { userName } from '../load/session.ts'

/**
 * What no public door can bring into a server, or not in time: bulk data and a loosened limit. Written straight into the storage of a stopped server. Rows are
 * copies of ones that the server wrote itself, so that a column added to the schema needs no change
 * here. What the server derives from the log is brought along, so that it finds nothing to fold.
 */
export class Seed implements Disposable {
  readonly #db: Database
  protected readonly appId: number
  readonly #file: string

  constructor(folder: string, appId: number) {
    this.#file = join(folder, 'yanshu.sqlite')
    this.#db = new Database(this.#file)
    this.#db.run('PRAGMA synchronous = OFF')
    this.appId = appId
  }

  /** Lets one account have this many sessions in browsers, which no plan and no door allows. */
  allowSessions(count: number): void {
    this.setConf({ LoginMode: 'multi', LoginInstances: { Web: count } })
  }

  /** Gives the app accounts `u000000` and up to `count`, copies of the first. */
  addAccounts(count: number): void {
    this.copyRows('account', {
      values: { user_id: `printf('u%06d', n.i)`, created_at: 'row.created_at - n.i' },
      from: 2,
      to: count,
      where: 'row.app_id = ?1 AND row.user_id = ?2',
      bound: [this.appId, userName(0)],
    })
    this.#db
      .query('UPDATE app SET account_count = (SELECT count(*) FROM account WHERE app_id = ?1)')
      .run(this.appId)
  }

  /** Gives every account from one on the tag `bench`, and lets the app push. */
  tagAccounts(from: string): void {
    this.#db
      .query(
        `INSERT INTO push_tag (app_id, user_id, tag)
         SELECT app_id, user_id, 'bench' FROM account
         WHERE app_id = ?1 AND user_id >= ?2 AND user_id LIKE 'u%'`,
      )
      .run(this.appId, from)
    this.setConf({ MassPush: true })
  }

  /**
   * Gives each of the accounts up to `count` a conversation with the next one, with one message: copies
   * of what the first two have, which must be the newest there is.
   */
  addNeighbours(count: number): void {
    const { id, conversation } = this.#newestMessage()
    const pair = { a: `printf('u%06d', n.i - 1)`, b: `printf('u%06d', n.i)` }
    this.copyRows('conversation', {
      values: { id: `row.id + n.i`, ...pair },
      from: 2,
      to: count,
      where: 'row.id = ?1',
      bound: [conversation],
    })
    this.copyRows('message', {
      values: { id: 'row.id + n.i', conversation: 'row.conversation + n.i', sender: pair.a },
      from: 2,
      to: count,
      where: 'row.id = ?1',
      bound: [id],
    })
    for (const [account, peer] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      this.copyRows('position', {
        values: {
          account,
          peer,
          conversation: 'row.conversation + n.i',
          top_id: 'row.top_id + n.i',
        },
        from: 2,
        to: count,
        where: 'row.conversation = ?1 AND row.account = ?2',
        bound: [conversation, account === pair.a ? userName(0) : userName(1)],
      })
    }
    this.#markFolded()
  }

  /**
   * Gives the reader `count` conversations with accounts from the first on, copies of the one with the
   * first, and lets a client pull them all. After `addNeighbours`, whose numbers are below.
   */
  addConversations(reader: string, count: number): void {
    const { conversation, id } = this.#firstMessageOf(reader)
    const far = 10_000_000
    const peer = `printf('u%06d', n.i)`
    this.copyRows('conversation', {
      values: { id: `row.id + ${far} + n.i`, b: peer },
      from: 1,
      to: count,
      where: 'row.id = ?1',
      bound: [conversation],
    })
    this.copyRows('message', {
      values: { id: `row.id + ${far} + n.i`, conversation: `row.conversation + ${far} + n.i` },
      from: 1,
      to: count,
      where: 'row.id = ?1',
      bound: [id],
    })
    for (const values of [{ peer }, { account: peer }]) {
      const own = 'peer' in values
      this.copyRows('position', {
        values: {
          ...values,
          conversation: `row.conversation + ${far} + n.i`,
          top_id: `row.top_id + ${far} + n.i`,
        },
        from: 1,
        to: count,
        where: `row.conversation = ?1 AND row.account ${own ? '=' : '<>'} ?2`,
        bound: [conversation, reader],
      })
    }
    this.setConf({ ConversationPullCount: 500 })
    this.#markFolded()
  }

  protected setConf(conf: object): void {
    this.#db
      .query('UPDATE app SET conf = ?2 WHERE app_id = ?1')
      .run(this.appId, JSON.stringify({ conf }))
  }

  #firstMessageOf(sender: string): { readonly id: number; readonly conversation: number } {
    const row = this.#db
      .query<{ id: number; conversation: number }, [number, string]>(
        'SELECT id, conversation FROM message WHERE app_id = ?1 AND sender = ?2 ORDER BY id LIMIT 1',
      )
      .get(this.appId, sender)
    if (!row) throw new Error(`${sender} has sent nothing`)
    return row
  }

  /** Makes the conversation that begins with the message of this random `length` messages long. */
  lengthen(random: number, length: number): void {
    const { id } = this.#newestMessage()
    const message = 'row.app_id = ?1 AND row.random = ?2'
    // Into the past: a log that reaches into the future would hold the clock of new messages up.
    this.#db
      .query(`UPDATE message AS row SET time = time - ?3 WHERE ${message}`)
      .run(this.appId, random, length)
    this.copyRows('message', {
      values: {
        id: `${id} + n.i`,
        seq: 'row.seq + n.i',
        time: 'row.time + n.i',
        random: 'row.random + n.i',
      },
      from: 1,
      to: length,
      where: message,
      bound: [this.appId, random],
    })
    this.#db
      .query(
        `UPDATE position SET last_seq = ?3, top_seq = ?3, top_id = ?4,
           unread = CASE WHEN unread > 0 THEN ?3 ELSE 0 END
         WHERE conversation = (SELECT conversation FROM message AS row WHERE ${message} LIMIT 1)`,
      )
      .run(this.appId, random, length, id + length - 1)
    this.#markFolded()
  }

  /** Gives the reader `friends` friends, and every other account up to `accounts` one: copies of what the first ones have. */
  addFriends(accounts: number, reader: string, friends: number): void {
    this.copyRows('friend', {
      values: { friend: `printf('u%06d', n.i)`, version: 'n.i + 1' },
      from: 1,
      to: friends,
      where: 'row.app_id = ?1 AND row.owner = ?2',
      bound: [this.appId, reader],
    })
    this.#db
      .query(
        `UPDATE relation_head SET friend_count = ?3, friend_seq = ?3
         WHERE app_id = ?1 AND user_id = ?2`,
      )
      .run(this.appId, reader, friends)
    for (const [table, values, owner] of [
      ['friend', { owner: `printf('u%06d', n.i)`, friend: `printf('u%06d', n.i - 1)` }, 'owner'],
      ['relation_head', { user_id: `printf('u%06d', n.i)` }, 'user_id'],
    ] as const) {
      this.copyRows(table, {
        values,
        from: 2,
        to: accounts,
        where: `row.app_id = ?1 AND row.${owner} = ?2`,
        bound: [this.appId, userName(0)],
      })
    }
  }

  /** Makes every conversation `length` messages long, all of them written in turn, and `days` old. */
  ageConversations(length: number, days: number): void {
    const { id } = this.#newestMessage()
    this.copyRows('message', {
      values: { id: `row.id + n.i * ${id + 1}`, seq: 'row.seq + n.i', random: 'row.random + n.i' },
      from: 1,
      to: length,
      where: `row.app_id = ?1 AND row.id <= ?2`,
      bound: [this.appId, id],
    })
    const age = days * 86_400_000
    this.#db.run('UPDATE message SET time = time - ?1', [age])
    this.#db.run(
      `UPDATE position SET last_time = last_time - ?1, last_seq = ?2, top_seq = ?2,
         unread = CASE WHEN unread > 0 THEN ?2 ELSE 0 END,
         top_id = (SELECT max(id) FROM message m WHERE m.app_id = position.app_id
           AND m.conversation = position.conversation AND m.seq = ?2)`,
      [age, length],
    )
    this.#db.run('UPDATE app SET created_at = created_at - ?1', [2 * age])
    this.#markFolded()
  }

  /** Lets the app keep messages for some days; 0 is for ever. */
  keepDays(days: number): void {
    this.setConf({ HistoryDays: days })
  }

  get messages(): number {
    const sql = 'SELECT count(*) AS count FROM message WHERE app_id = ?1'
    return this.#db.query<{ count: number }, [number]>(sql).get(this.appId)?.count ?? 0
  }

  /** Whether an app has no message left; asked of a server that may run. */
  static isCleared(folder: string, appId: number): boolean {
    using db = new Database(join(folder, 'yanshu.sqlite'), { readwrite: true })
    db.run('PRAGMA query_only = ON')
    return db.query('SELECT 1 FROM message WHERE app_id = ?1 LIMIT 1').get(appId) === null
  }

  [Symbol.dispose](): void {
    this.#db.run('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#db.close()
    // Else the first fsync of the server writes all of this, in the middle of what is measured.
    const file = openSync(this.#file, 'r+')
    fsyncSync(file)
    closeSync(file)
  }

  /** Runs a statement over the app, `?1`, with a number, `?2`. */
  protected run(statement: string, number: number): void {
    this.#db.query(statement).run(this.appId, number)
  }

  #markFolded(): void {
    this.#db.run('UPDATE checkpoint SET log_id = (SELECT max(id) FROM message)')
  }

  #newestMessage(): { id: number; conversation: number } {
    const newest = this.#db.query<{ id: number; conversation: number }, []>(
      'SELECT id, conversation FROM message ORDER BY id DESC LIMIT 1',
    )
    const row = newest.get()
    if (row === null) throw new Error('there is no message to copy')
    return row
  }

  /** Copies one row, with some columns as expressions over `row` and the counter `n.i`. */
  protected copyRows(table: string, copies: Copies): void {
    const columns = this.#db
      .query<{ name: string }, []>(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name)
    const values = columns.map((name) => copies.values[name] ?? `row.${name}`)
    this.#db
      .query(
        `INSERT INTO ${table} (${columns.join(', ')})
         WITH RECURSIVE n (i) AS (
           SELECT ${copies.from} UNION ALL
           SELECT i + 1 FROM n WHERE i + 1 < ${copies.to}
         )
         SELECT ${values.join(', ')} FROM n, ${table} AS row WHERE ${copies.where}`,
      )
      .run(...copies.bound)
  }
}

interface Copies {
  /** SQL by column; the other columns are taken as they are. */
  readonly values: Readonly<Record<string, string>>
  /** First value of the counter. */
  readonly from: number
  /** The value after its last one. */
  readonly to: number
  readonly where: string
  readonly bound: readonly (string | number)[]
}
