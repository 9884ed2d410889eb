import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import { principalColumns, toPrincipal } from '../users/user-store.ts'

export interface StoredSession {
  readonly principal: Principal
  readonly createdAt: number
  readonly seenAt: number
}

/** Sessions begun before `createdBefore` or last seen before `seenBefore` are over. */
export interface SessionEnd {
  readonly createdBefore: number
  readonly seenBefore: number
}

export interface SessionStore {
  insert(tokenHash: string, uin: string, now: number): Promise<void>
  find(tokenHash: string): Promise<StoredSession | undefined>
  touch(tokenHash: string, now: number): Promise<void>
  delete(tokenHash: string): Promise<void>
  deleteOver(end: SessionEnd): Promise<void>
}

export function createSessionStore(db: Kysely<Schema>): SessionStore {
  return {
    async insert(tokenHash, uin, now) {
      await db
        .insertInto('console_session')
        .values({ token_hash: tokenHash, uin, created_at: now, seen_at: now })
        .execute()
    },
    async find(tokenHash) {
      const row = await db
        .selectFrom('console_session')
        .innerJoin('cam_user', 'cam_user.uin', 'console_session.uin')
        .select([...principalColumns, 'console_session.created_at', 'console_session.seen_at'])
        .where('console_session.token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        principal: toPrincipal(row),
        createdAt: Number(row.created_at),
        seenAt: Number(row.seen_at),
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
