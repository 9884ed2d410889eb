import type { Kysely, Selectable } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { CamUserTable } from '../../store/schema-access.ts'
import type { Schema } from '../../store/schema.ts'

/** A user as it signs in. */
export interface CamUser {
  readonly principal: Principal
  readonly passwordHash: string
}

export interface NewUser {
  readonly uin: string
  readonly ownerUin: string
  readonly appId: number
  readonly name: string
  readonly passwordHash: string
  readonly createdAt: number
}

export interface UserStore {
  findByName(name: string): Promise<CamUser | undefined>
  uinOfName(ownerUin: string, name: string): Promise<string | undefined>
  insert(user: NewUser): Promise<void>
}

/** The columns a principal is made of. */
export const principalColumns = [
  'cam_user.uin',
  'cam_user.owner_uin',
  'cam_user.app_id',
  'cam_user.name',
] as const

export function createUserStore(db: Kysely<Schema>): UserStore {
  return {
    async findByName(name) {
      // PostgreSQL cannot bind a NUL, and no name has one.
      if (name.includes('\0')) return undefined
      const row = await db
        .selectFrom('cam_user')
        .select([...principalColumns, 'password_hash'])
        .where('name', '=', name)
        .executeTakeFirst()
      return row && { principal: toPrincipal(row), passwordHash: row.password_hash }
    },
    async uinOfName(ownerUin, name) {
      if (name.includes('\0')) return undefined
      const query = db.selectFrom('cam_user').select('uin').where('name', '=', name)
      return (await query.where('owner_uin', '=', ownerUin).executeTakeFirst())?.uin
    },
    async insert(user) {
      await db
        .insertInto('cam_user')
        .values({
          uin: user.uin,
          owner_uin: user.ownerUin,
          app_id: user.appId,
          name: user.name,
          password_hash: user.passwordHash,
          created_at: user.createdAt,
        })
        .execute()
    },
  }
}

type PrincipalRow = Pick<Selectable<CamUserTable>, 'uin' | 'owner_uin' | 'app_id' | 'name'>

export function toPrincipal(row: PrincipalRow): Principal {
  return {
    uin: row.uin,
    ownerUin: row.owner_uin,
    appId: Number(row.app_id),
    isRoot: row.uin === row.owner_uin,
    user: row.name,
  }
}
