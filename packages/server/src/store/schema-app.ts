import type { BillingState } from '@yanshu/protocol'

/** Applications and their accounts. */
export interface AppTables {
  app: AppTable
  app_key: AppKeyTable
  account: AccountTable
  deleted_account: DeletedAccountTable
}

export interface AppTable {
  app_id: number
  name: string
  type: string
  introduction: string
  plan: string
  /** `deleting` is out of sight; its rows are being removed in small steps. */
  status: 'enabled' | 'disabled' | 'deleting'
  created_at: number
  updated_at: number
  /** Null where the plan does not run out. */
  expires_at: number | null
  billing: BillingState
  /** When the billing state changed last, in Unix milliseconds. */
  billing_since: number
  /** Feature settings that were changed and custom fields, as JSON. */
  conf: string
  /** Grown and shrunk with the accounts, so that no page counts rows. */
  account_count: number
}

export interface AppKeyTable {
  app_id: number
  version: number
  algorithm: 'HMAC-SHA256' | 'ECDSA-SHA256'
  /** HMAC: the key, encrypted. ECDSA: the public key, as PEM. */
  secret: string
  created_at: number
  updated_at: number
}

export interface AccountTable {
  app_id: number
  user_id: string
  type: 'ordinary' | 'administrator'
  nick: string
  face_url: string
  /** The profile fields other than nick and avatar, as JSON by tag. */
  profile: string
  created_at: number
  /** UserSigs issued at or before this Unix second are revoked; 0 revokes none. */
  revoked_at: number
  /** Until when the account sends nothing to others, in Unix milliseconds; 0 where it may. */
  muted_until: number
  /** The same for groups. */
  group_muted_until: number
  /** When its profile was changed last; 0 never. */
  profile_changed_at: number
}

export interface DeletedAccountTable {
  app_id: number
  user_id: string
  deleted_at: number
}
