import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import { principalColumns, toPrincipal } from '../users/user.ts'

export interface StoredSession {
  readonly principal: Principal
  readonly createdAt: number
  readonly seenAt: number
  /** Good for nothing but changing the password. */
  readonly mustChangePassword: boolean
}

export interface NewStoredSession {
  readonly tokenHash: string
  readonly uin: string
  readonly now: number
  readonly mustChangePassword: boolean
}

/** Sessions begun before `createdBefore` or last seen before `seenBefore` are over. */
export interface SessionEnd {
  readonly createdBefore: number
  readonly seenBefore: number
}

export interface SessionStore {
  insert(session: NewStoredSession): Promise<void>
  /** Not those of users who may no longer sign in to the console. */
  find(tokenHash: string): Promise<StoredSession | undefined>
  touch(tokenHash: string, now: number): Promise<void>
  delete(tokenHash: string): Promise<void>
  /** Ends the sessions of a user; one of them may stay, and has then nothing to change any more. */
  deleteOf(uin: string, exceptTokenHash?: string): Promise<void>
  deleteOver(end: SessionEnd): Promise<void>
  /** Ends all but the newest sessions of a user. */
  keepNewest(uin: string, most: number): Promise<void>
}

export function createSessionStore(db: Kysely<Schema>): SessionStore {
  return {
    async insert({ tokenHash, uin, now, mustChangePassword }) {
      await db
        .insertInto('console_session')
        .values({
          token_hash: tokenHash,
          uin,
          created_at: now,
          seen_at: now,
          must_change: mustChangePassword ? 1 : 0,
        })
        .execute()
    },
    async find(tokenHash) {
      const row = await db
        .selectFrom('console_session')
        .innerJoin('cam_user', 'cam_user.uin', 'console_session.uin')
        .select([
          ...principalColumns,
          'console_session.created_at',
          'console_session.seen_at',
          'console_session.must_change',
        ])
        .where('console_session.token_hash', '=', tokenHash)
        .where('cam_user.console_login', '=', 1)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        principal: toPrincipal(row),
        createdAt: Number(row.created_at),
        seenAt: Number(row.seen_at),
        mustChangePassword: Number(row.must_change) === 1,
      }
    },
    async touch(tokenHash, now) {
      await db
        .updateTable('console_session')
        .set({ seen_at: now })
        .where('token_hash', '=', tokenHash)
        .execute()
    },
    async delete(tokenHash) {
      await db.deleteFrom('console_session').where('token_hash', '=', tokenHash).execute()
    },
    async deleteOf(uin, exceptTokenHash = '') {
      await db
        .deleteFrom('console_session')
        .where('uin', '=', uin)
        .where('token_hash', '!=', exceptTokenHash)
        .execute()
      if (exceptTokenHash === '') return
      await db
        .updateTable('console_session')
        .set({ must_change: 0 })
        .where('token_hash', '=', exceptTokenHash)
        .where('uin', '=', uin)
        .execute()
    },
    async keepNewest(uin, most) {
      const kept = db
        .selectFrom('console_session')
        .select('token_hash')
        .where('uin', '=', uin)
        .orderBy('created_at', 'desc')
        .orderBy('token_hash')
        .limit(most)
      await db
        .deleteFrom('console_session')
        .where('uin', '=', uin)
        .where('token_hash', 'not in', kept)
        .execute()
    },
    async deleteOver({ createdBefore, seenBefore }) {
      await db
        .deleteFrom('console_session')
        .where((row) =>
          row.or([row('created_at', '<', createdBefore), row('seen_at', '<', seenBefore)]),
        )
        .execute()
    },
  }
}
