import type { AuditDoor, AuditResult } from '@yanshu/protocol'
import type { Generated } from 'kysely'

/** The people who run the platform, their keys and sessions, and what they did. */
export interface AccessTables {
  platform: PlatformTable
  cam_user: CamUserTable
  access_key: AccessKeyTable
  console_session: ConsoleSessionTable
  cam_number: CamNumberTable
  cam_old_password: CamOldPasswordTable
  cam_group: CamGroupTable
  cam_group_member: CamGroupMemberTable
  cam_policy: CamPolicyTable
  cam_policy_version: CamPolicyVersionTable
  cam_attachment: CamAttachmentTable
  cam_rule: CamRuleTable
  tag: TagTable
  tag_binding: TagBindingTable
  audit: AuditTable
  audit_day: AuditDayTable
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
  /** Empty where the user has never had a password. */
  password_hash: string
  created_at: number
  /** The short number that calls about groups may use; 0 for the root. */
  uid: Generated<number>
  remark: Generated<string>
  phone: Generated<string>
  country_code: Generated<string>
  email: Generated<string>
  /** 1 where the user may sign in to the console. */
  console_login: Generated<number>
  /** 1 where the password must be changed at the next sign-in. */
  need_reset: Generated<number>
  password_at: Generated<number>
  last_login_ip: Generated<string>
  last_login_at: Generated<number>
  /** The policy that caps what all others grant; 0 for none. */
  boundary_policy: Generated<number>
}

/** The last number given out of a kind of thing. */
export interface CamNumberTable {
  kind: 'uin' | 'uid' | 'group' | 'policy'
  last: number
}

/** Passwords that may not be used again. */
export interface CamOldPasswordTable {
  uin: string
  time: number
  hash: string
}

export interface CamGroupTable {
  group_id: number
  owner_uin: string
  name: string
  remark: string
  created_at: number
}

export interface CamGroupMemberTable {
  group_id: number
  uin: string
  joined_at: number
}

/** Custom policies; preset ones are data of the program. */
export interface CamPolicyTable {
  policy_id: number
  owner_uin: string
  name: string
  description: string
  /** 2 by syntax, 3 by generator, 4 by tag. */
  create_mode: number
  created_at: number
  updated_at: number
  default_version: number
  last_version: number
}

export interface CamPolicyVersionTable {
  policy_id: number
  version_id: number
  /** As it was sent. */
  document: string
  created_at: number
}

/** Which policy is attached to whom; the policy may be a preset one. */
export interface CamAttachmentTable {
  entity_kind: 'user' | 'group'
  /** The user's uin, or the group's id. */
  entity_id: string
  policy_id: number
  attached_at: number
  attached_by: string
}

/** Settings of a root account (of passwords, of sign-in addresses, of the audit trail) as JSON. */
export interface CamRuleTable {
  owner_uin: string
  name: string
  value: string
  updated_at: number
  updated_by: string
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
  /** When it last signed a call, a few minutes exact; 0 for never. */
  used_at: Generated<number>
}

export interface ConsoleSessionTable {
  /** SHA-256 of the cookie's token; the token itself is nowhere. */
  token_hash: string
  uin: string
  created_at: number
  seen_at: number
  /** 1 where it is good for nothing but changing the password. */
  must_change: Generated<number>
}

export interface TagTable {
  owner_uin: string
  tag_key: string
  tag_value: string
  created_at: number
  /** The uin of who made it. */
  created_by: string
}

/** Which resource carries which tags: one value of a key at most. */
export interface TagBindingTable {
  owner_uin: string
  service: string
  /** The type of the resource, such as `sdkappid`. */
  prefix: string
  resource_id: string
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
  owner_uin: Generated<string>
  /** The door it came through: empty in rows from before it was noted. */
  door: Generated<AuditDoor | ''>
  /** The access key that signed the call, where one did. */
  secret_id: Generated<string>
  /** What changed, as JSON without secrets, as it was before the call. */
  before_state: Generated<string>
  /** The same members after the call. */
  after_state: Generated<string>
  /** What was told to who was refused. */
  message: Generated<string>
  result: Generated<AuditResult>
  /** The application that the resource is, or 0. */
  app_id: Generated<number>
}

/** How many calls of a day came to what. */
export interface AuditDayTable {
  owner_uin: string
  /** `yyyymmdd`, in Beijing time. */
  day: number
  result: AuditResult
  events: number
}
