import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import { principalColumns, toPrincipal } from '../users/user.ts'
import type { KeyPair } from './key-pair.ts'

export type KeyStatus = 'Active' | 'Inactive'

/** A key as it checks signatures. */
export interface SigningKey {
  readonly secretKey: string
  readonly status: KeyStatus
  readonly principal: Principal
}

/** A key as it is listed: without its secret. */
export interface ListedKey {
  readonly secretId: string
  readonly status: KeyStatus
  readonly description: string
  readonly createdAt: number
}

export interface NewKey extends KeyPair {
  readonly uin: string
  readonly description: string
  readonly createdAt: number
}

export interface KeyLastUse {
  readonly secretId: string
  /** 0 for never. */
  readonly usedAt: number
}

export interface KeyOwner {
  readonly uin: string
  readonly name: string
}

export interface KeyStore {
  find(secretId: string): Promise<SigningKey | undefined>
  /** The keys of a user, oldest first. */
  list(uin: string): Promise<ListedKey[]>
  /** Answers false where the user has two keys already. */
  insert(key: NewKey): Promise<boolean>
  /** Answers false where the user has no such key. */
  setStatus(uin: string, secretId: string, status: KeyStatus): Promise<boolean>
  /** When keys were last used, those of the users of a root account. */
  lastUses(ownerUin: string, secretIds: readonly string[]): Promise<KeyLastUse[]>
  /** Whose a key is, among the users of a root account. */
  findOwner(ownerUin: string, secretId: string): Promise<KeyOwner | undefined>
  /** Notes when each of some keys was used. */
  noteUse(uses: readonly (readonly [secretId: string, at: number])[]): Promise<void>
  /** Answers false where the user has no such key. */
  delete(uin: string, secretId: string): Promise<boolean>
}

/** At most two keys per user, so that one can be replaced without a gap. */
const SLOTS = [0, 1]

/** Keys of one statement. */
const BATCH = 200

export function createKeyStore(db: Kysely<Schema>, box: SecretBox): KeyStore {
  return {
    async find(secretId) {
      const row = await db
        .selectFrom('access_key')
        .innerJoin('cam_user', 'cam_user.uin', 'access_key.uin')
        .select([...principalColumns, 'access_key.secret', 'access_key.status'])
        .where('access_key.secret_id', '=', secretId)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        secretKey: box.open(row.secret),
        status: row.status,
        principal: toPrincipal(row),
      }
    },

    async list(uin) {
      const rows = await db
        .selectFrom('access_key')
        .select(['secret_id', 'status', 'description', 'created_at'])
        .where('uin', '=', uin)
        .orderBy('created_at')
        .orderBy('secret_id')
        .execute()
      return rows.map((row) => ({
        secretId: row.secret_id,
        status: row.status,
        description: row.description,
        createdAt: Number(row.created_at),
      }))
    },

    async insert(key) {
      const secret = box.seal(key.secretKey)
      for (const slot of SLOTS) {
        const row = await db
          .insertInto('access_key')
          .values({
            secret_id: key.secretId,
            uin: key.uin,
            slot,
            secret,
            status: 'Active',
            description: key.description,
            created_at: key.createdAt,
          })
          .onConflict((conflict) => conflict.columns(['uin', 'slot']).doNothing())
          .returning('slot')
          .executeTakeFirst()
        if (row !== undefined) return true
      }
      return false
    },

    async setStatus(uin, secretId, status) {
      const row = await db
        .updateTable('access_key')
        .set({ status })
        .where('uin', '=', uin)
        .where('secret_id', '=', secretId)
        .returning('secret_id')
        .executeTakeFirst()
      return row !== undefined
    },

    async lastUses(ownerUin, secretIds) {
      if (secretIds.length === 0) return []
      const rows = await db
        .selectFrom('access_key')
        .innerJoin('cam_user', 'cam_user.uin', 'access_key.uin')
        .select(['access_key.secret_id', 'access_key.used_at'])
        .where('cam_user.owner_uin', '=', ownerUin)
        .where('access_key.secret_id', 'in', [...secretIds])
        .orderBy('access_key.secret_id')
        .execute()
      return rows.map((row) => ({ secretId: row.secret_id, usedAt: Number(row.used_at) }))
    },

    findOwner(ownerUin, secretId) {
      return db
        .selectFrom('access_key')
        .innerJoin('cam_user', 'cam_user.uin', 'access_key.uin')
        .select(['cam_user.uin', 'cam_user.name'])
        .where('access_key.secret_id', '=', secretId)
        .where('cam_user.owner_uin', '=', ownerUin)
        .executeTakeFirst()
    },

    async noteUse(uses) {
      for (let from = 0; from < uses.length; from += BATCH) {
        const batch = uses.slice(from, from + BATCH)
        const times = batch.map(([id, at]) => sql`when ${id} then cast(${at} as bigint)`)
        await db
          .updateTable('access_key')
          .set({ used_at: sql<number>`case secret_id ${sql.join(times, sql` `)} end` })
          .where(
            'secret_id',
            'in',
            batch.map(([id]) => id),
          )
          .execute()
      }
    },

    async delete(uin, secretId) {
      const row = await db
        .deleteFrom('access_key')
        .where('uin', '=', uin)
        .where('secret_id', '=', secretId)
        .returning('secret_id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
