import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import type { User } from './user.ts'
import { principalColumns, toPrincipal, toUser, userColumns } from './user.ts'

/** A user as it signs in. */
export interface CamUser {
  readonly principal: Principal
  /** Empty where there is none. */
  readonly passwordHash: string
  readonly passwordAt: number
  readonly consoleLogin: boolean
  readonly needReset: boolean
}

export interface NewUser {
  readonly uin: string
  readonly ownerUin: string
  readonly appId: number
  readonly name: string
  readonly passwordHash: string
  readonly createdAt: number
  readonly uid?: number
  readonly remark?: string | undefined
  readonly phone?: string | undefined
  readonly countryCode?: string | undefined
  readonly email?: string | undefined
  /** True unless it is said. */
  readonly consoleLogin?: boolean | undefined
  readonly needReset?: boolean | undefined
}

/** What is left out stays. */
export interface UserChange {
  readonly remark?: string | undefined
  readonly phone?: string | undefined
  readonly countryCode?: string | undefined
  readonly email?: string | undefined
  readonly consoleLogin?: boolean | undefined
  readonly needReset?: boolean | undefined
  readonly boundaryPolicy?: number | undefined
}

export interface NotedSignIn {
  /** Of the password that was right. */
  readonly passwordHash: string
  readonly ip: string
  readonly at: number
}

/** A page of users in the order of their uins. */
export interface UserPage {
  readonly after: string
  readonly most: number
  readonly only?: 'root' | 'subUsers' | undefined
}

export interface UserStore {
  findByName(name: string): Promise<CamUser | undefined>
  /** A user as it signs in, by its uin. */
  findByUin(uin: string): Promise<CamUser | undefined>
  uinOfName(ownerUin: string, name: string): Promise<string | undefined>
  /** One user of a root account, the root itself included. */
  find(ownerUin: string, by: 'uin' | 'name', value: string): Promise<User | undefined>
  /** Sub-users by number, unknown ones left out, in the order of their uins. */
  findSubUsers(
    ownerUin: string,
    by: 'uin' | 'uid',
    values: readonly (string | number)[],
  ): Promise<User[]>
  listSubUsers(ownerUin: string): Promise<User[]>
  countSubUsers(ownerUin: string): Promise<number>
  page(ownerUin: string, page: UserPage): Promise<User[]>
  /** Answers false where the name is taken. */
  insert(user: NewUser): Promise<boolean>
  update(uin: string, change: UserChange): Promise<void>
  /** Answers false where the user may not sign in with that password any more. */
  noteSignIn(uin: string, signIn: NotedSignIn): Promise<boolean>
  /** Removes a user and all that hangs on it: memberships, attached policies, keys, sessions, old passwords. */
  delete(uin: string): Promise<void>
}

export function createUserStore(db: Kysely<Schema>): UserStore {
  return { ...signingUsers(db), ...describedUsers(db), ...userWrites(db) }
}

function signingUsers(db: Kysely<Schema>): Pick<UserStore, 'findByName' | 'findByUin'> {
  const find = async (column: 'name' | 'uin', value: string) => {
    // PostgreSQL cannot bind a NUL, and no name has one.
    if (value.includes('\0')) return undefined
    const row = await db
      .selectFrom('cam_user')
      .select([...principalColumns, 'password_hash', 'password_at', 'console_login', 'need_reset'])
      .where(column, '=', value)
      .executeTakeFirst()
    if (row === undefined) return undefined
    return {
      principal: toPrincipal(row),
      passwordHash: row.password_hash,
      passwordAt: Number(row.password_at),
      consoleLogin: Number(row.console_login) === 1,
      needReset: Number(row.need_reset) === 1,
    }
  }
  return { findByName: (name) => find('name', name), findByUin: (uin) => find('uin', uin) }
}

type Reads = 'uinOfName' | 'find' | 'findSubUsers' | 'listSubUsers' | 'countSubUsers' | 'page'

function describedUsers(db: Kysely<Schema>): Pick<UserStore, Reads> {
  const ofOwner = (ownerUin: string) => db.selectFrom('cam_user').where('owner_uin', '=', ownerUin)
  const subUsers = (ownerUin: string) => ofOwner(ownerUin).where('cam_user.uin', '!=', ownerUin)
  return {
    async uinOfName(ownerUin, name) {
      if (name.includes('\0')) return undefined
      const query = ofOwner(ownerUin).select('uin').where('name', '=', name)
      return (await query.executeTakeFirst())?.uin
    },
    async find(ownerUin, by, value) {
      if (value.includes('\0')) return undefined
      const query = ofOwner(ownerUin).select(userColumns).where(`cam_user.${by}`, '=', value)
      const row = await query.executeTakeFirst()
      return row && toUser(row)
    },
    async findSubUsers(ownerUin, by, values) {
      if (values.length === 0) return []
      const query = subUsers(ownerUin).select(userColumns)
      const rows = await query
        .where(`cam_user.${by}`, 'in', [...values])
        .orderBy('uin')
        .execute()
      return rows.map(toUser)
    },
    async listSubUsers(ownerUin) {
      const rows = await subUsers(ownerUin).select(userColumns).orderBy('uin').execute()
      return rows.map(toUser)
    },
    async countSubUsers(ownerUin) {
      const query = subUsers(ownerUin).select((row) => row.fn.countAll().as('count'))
      return Number((await query.executeTakeFirstOrThrow()).count)
    },
    async page(ownerUin, { after, most, only }) {
      let query = ofOwner(ownerUin).select(userColumns).where('cam_user.uin', '>', after)
      if (only === 'root') query = query.where('cam_user.uin', '=', ownerUin)
      if (only === 'subUsers') query = query.where('cam_user.uin', '!=', ownerUin)
      const rows = await query.orderBy('uin').limit(most).execute()
      return rows.map(toUser)
    },
  }
}

function userWrites(
  db: Kysely<Schema>,
): Pick<UserStore, 'insert' | 'update' | 'noteSignIn' | 'delete'> {
  return {
    async insert(user) {
      const row = await db
        .insertInto('cam_user')
        .values({
          uin: user.uin,
          owner_uin: user.ownerUin,
          app_id: user.appId,
          name: user.name,
          password_hash: user.passwordHash,
          created_at: user.createdAt,
          password_at: user.createdAt,
          uid: user.uid ?? 0,
          console_login: (user.consoleLogin ?? true) ? 1 : 0,
          need_reset: user.needReset ? 1 : 0,
          remark: user.remark ?? '',
          phone: user.phone ?? '',
          country_code: user.countryCode ?? '',
          email: user.email ?? '',
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('uin')
        .executeTakeFirst()
      return row !== undefined
    },
    async update(uin, change) {
      const changed = {
        remark: change.remark,
        phone: change.phone,
        country_code: change.countryCode,
        email: change.email,
        console_login: asInteger(change.consoleLogin),
        need_reset: asInteger(change.needReset),
        boundary_policy: change.boundaryPolicy,
      }
      if (Object.values(changed).every((value) => value === undefined)) return
      await db.updateTable('cam_user').set(changed).where('uin', '=', uin).execute()
    },
    async noteSignIn(uin, { passwordHash, ip, at }) {
      const row = await db
        .updateTable('cam_user')
        .set({ last_login_ip: ip, last_login_at: at })
        .where('uin', '=', uin)
        .where('password_hash', '=', passwordHash)
        .where('console_login', '=', 1)
        .returning('uin')
        .executeTakeFirst()
      return row !== undefined
    },
    async delete(uin) {
      // First of all: who hangs something on it meanwhile holds its row, and is waited for.
      await db.deleteFrom('cam_user').where('uin', '=', uin).execute()
      await db
        .deleteFrom('cam_attachment')
        .where('entity_kind', '=', 'user')
        .where('entity_id', '=', uin)
        .execute()
      const tables = [
        'cam_group_member',
        'access_key',
        'console_session',
        'cam_old_password',
      ] as const
      for (const table of tables) await db.deleteFrom(table).where('uin', '=', uin).execute()
    },
  }
}

function asInteger(flag: boolean | undefined): number | undefined {
  return flag === undefined ? undefined : Number(flag)
}
