import type { Generated } from 'kysely'

/** The people who run the platform, their keys and sessions, and what they did. */
export interface AccessTables {
  platform: PlatformTable
  cam_user: CamUserTable
  access_key: AccessKeyTable
  console_session: ConsoleSessionTable
  tag: TagTable
  audit: AuditTable
}

/** Facts about the installation, by name. */
export interface PlatformTable {
  name: string
  value: string
}

/** The root account and its sub-users. */
export interface CamUserTable {
  uin: string
  /** The root the user belongs to; its own uin for the root. */
  owner_uin: string
  /** The root's AppId, repeated so that a caller is known by one row. */
  app_id: number
  name: string
  password_hash: string
  created_at: number
}

export interface AccessKeyTable {
  secret_id: string
  uin: string
  /** 0 or 1, unique per user: two callers at once cannot pass the limit of two keys. */
  slot: number
  /** The secret key, encrypted. */
  secret: string
  status: 'Active' | 'Inactive'
  description: string
  created_at: number
}

export interface ConsoleSessionTable {
  /** SHA-256 of the cookie's token; the token itself is nowhere. */
  token_hash: string
  uin: string
  created_at: number
  seen_at: number
}

export interface TagTable {
  owner_uin: string
  tag_key: string
  tag_value: string
  created_at: number
}

/** One line for every call of an action that changes something. */
export interface AuditTable {
  id: Generated<number>
  time: number
  uin: string
  user_name: string
  /** `service:name`. */
  action: string
  resource: string
  source_ip: string
  request_id: string
  /** `OK`, or the public error code. */
  code: string
  /** The request as JSON without secrets, cut where it is long. */
  body: string
}
