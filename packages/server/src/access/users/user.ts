import type { Selectable } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { CamUserTable } from '../../store/schema-access.ts'

/** The root account or a sub-user, as it is described to others. */
export interface User extends Contact {
  readonly uin: string
  readonly ownerUin: string
  readonly name: string
  /** The short number; 0 for the root. */
  readonly uid: number
  readonly remark: string
  readonly consoleLogin: boolean
  readonly hasPassword: boolean
  readonly createdAt: number
  readonly lastLoginIp: string
  /** 0 for never. */
  readonly lastLoginAt: number
  /** The policy that caps what all others grant; 0 for none. */
  readonly boundaryPolicy: number
}

export interface Contact {
  readonly phone: string
  readonly countryCode: string
  readonly email: string
}

/** The columns a principal is made of. */
export const principalColumns = [
  'cam_user.uin',
  'cam_user.owner_uin',
  'cam_user.app_id',
  'cam_user.name',
] as const

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

/** The columns a `User` is made of. */
export const userColumns = [
  'cam_user.uin',
  'cam_user.owner_uin',
  'cam_user.name',
  'cam_user.uid',
  'cam_user.remark',
  'cam_user.phone',
  'cam_user.country_code',
  'cam_user.email',
  'cam_user.console_login',
  'cam_user.password_hash',
  'cam_user.created_at',
  'cam_user.last_login_ip',
  'cam_user.last_login_at',
  'cam_user.boundary_policy',
] as const

type UserRow = Pick<
  Selectable<CamUserTable>,
  (typeof userColumns)[number] extends `cam_user.${infer Column}`
    ? Column & keyof CamUserTable
    : never
>

export function toUser(row: UserRow): User {
  return {
    uin: row.uin,
    ownerUin: row.owner_uin,
    name: row.name,
    uid: Number(row.uid),
    remark: row.remark,
    phone: row.phone,
    countryCode: row.country_code,
    email: row.email,
    consoleLogin: Number(row.console_login) === 1,
    hasPassword: row.password_hash !== '',
    createdAt: Number(row.created_at),
    lastLoginIp: row.last_login_ip,
    lastLoginAt: Number(row.last_login_at),
    boundaryPolicy: Number(row.boundary_policy),
  }
}
