import { gatewayErrors, ImError, isUserId } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { Changes } from './changes.ts'
import type { ApplicationRow } from './rows.ts'

export interface ApplicationPage {
  readonly rows: readonly ApplicationRow[]
  /** Of those that were received. */
  readonly unread: number
  /** Where the next page begins; empty where there is none. */
  readonly cursor: string
}

/** What accounts see of friend requests. */
export class ApplicationList {
  readonly #db: Kysely<Schema>
  readonly #changes: Changes
  readonly #now: Clock

  constructor(db: Kysely<Schema>, changes: Changes, now: Clock) {
    this.#db = db
    this.#changes = changes
    this.#now = now
  }

  /** Newest first. @throws {ImError} 6017 where the cursor is none. */
  async page(
    appId: number,
    account: string,
    direction: 'received' | 'sent',
    { cursor, limit }: { readonly cursor: string; readonly limit: number },
  ): Promise<ApplicationPage> {
    const [own, peer] =
      direction === 'received'
        ? (['receiver', 'sender'] as const)
        : (['sender', 'receiver'] as const)
    const from = readCursor(cursor)
    let query = this.#db
      .selectFrom('friend_application')
      .selectAll()
      .where('app_id', '=', appId)
      .where(own, '=', account)
    if (from) {
      query = query.where(sql<boolean>`(time, ${sql.ref(peer)}) < (${from.time}, ${from.peer})`)
    }
    const rows = await query
      .orderBy('time', 'desc')
      .orderBy(peer, 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page,
      unread: await this.unread(appId, account),
      cursor: rows.length > limit && last ? `${last.time}-${last[peer]}` : '',
    }
  }

  /** At most as many as may wait. */
  async unread(appId: number, account: string): Promise<number> {
    const head = await this.#db
      .selectFrom('relation_head')
      .select(['application_count', 'application_read_at'])
      .where('app_id', '=', appId)
      .where('user_id', '=', account)
      .executeTakeFirst()
    if (!head || head.application_count === 0) return 0
    const { total } = await this.#db
      .selectFrom('friend_application')
      .select((query) => query.fn.countAll<number>().as('total'))
      .where('app_id', '=', appId)
      .where('receiver', '=', account)
      .where('time', '>', head.application_read_at)
      .executeTakeFirstOrThrow()
    return Number(total)
  }

  async markRead(appId: number, account: string): Promise<void> {
    await this.#changes.make(appId, account, [], async (edit) => edit.readApplications(this.#now()))
  }
}

function readCursor(cursor: string) {
  if (cursor === '') return undefined
  const at = cursor.indexOf('-')
  const time = Number(cursor.slice(0, at))
  const peer = cursor.slice(at + 1)
  if (at < 1 || !Number.isSafeInteger(time) || !isUserId(peer)) {
    throw new ImError(gatewayErrors.badParameter, 'cursor')
  }
  return { time, peer }
}
