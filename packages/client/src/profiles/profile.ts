import type { Profile as WireFields, ProfileTag, ProfileValue } from '@yanshu/protocol'

export interface CustomField {
  key: string
  value: string | number
}

/** Who somebody is, as the Web SDK shows it. */
export interface Profile {
  userID: string
  nick: string
  avatar: string
  gender: string
  /** A number like 20000101. */
  birthday: number
  location: string
  selfSignature: string
  allowType: string
  language: number
  messageSettings: number
  adminForbidType: string
  level: number
  role: number
  /** Unix seconds of the last change; the same under both of its names. */
  lastUpdatedTime: number
  lastUpdatedNumber: number
  profileCustomField: CustomField[]
}

type FieldName = Exclude<
  keyof Profile,
  'userID' | 'lastUpdatedTime' | 'lastUpdatedNumber' | 'profileCustomField'
>

/** What `updateMyProfile` takes. */
export type ProfileChanges = Partial<Pick<Profile, FieldName | 'profileCustomField'>>

const tags = {
  nick: 'Tag_Profile_IM_Nick',
  avatar: 'Tag_Profile_IM_Image',
  gender: 'Tag_Profile_IM_Gender',
  birthday: 'Tag_Profile_IM_BirthDay',
  location: 'Tag_Profile_IM_Location',
  selfSignature: 'Tag_Profile_IM_SelfSignature',
  allowType: 'Tag_Profile_IM_AllowType',
  language: 'Tag_Profile_IM_Language',
  messageSettings: 'Tag_Profile_IM_MsgSettings',
  adminForbidType: 'Tag_Profile_IM_AdminForbidType',
  level: 'Tag_Profile_IM_Level',
  role: 'Tag_Profile_IM_Role',
} as const satisfies Record<FieldName, ProfileTag>

const CUSTOM_PREFIX = 'Tag_Profile_Custom_'

/** The profile of an account that never set anything. */
export function emptyProfile(userId: string): Profile {
  return {
    userID: userId,
    nick: '',
    avatar: '',
    gender: 'Gender_Type_Unknown',
    birthday: 0,
    location: '',
    selfSignature: '',
    allowType: 'AllowType_Type_AllowAny',
    language: 0,
    messageSettings: 0,
    adminForbidType: 'AdminForbid_Type_None',
    level: 0,
    role: 0,
    lastUpdatedTime: 0,
    lastUpdatedNumber: 0,
    profileCustomField: [],
  }
}

/** What a profile has beside its fields. */
export interface ProfileFacts {
  /** Unix seconds of the last change. */
  readonly updatedAt?: number
  /** How friend requests are met by who never chose. */
  readonly defaultAllowType?: string
}

/** Turns the fields of the wire into a profile of the SDK. */
export function profileOf(userId: string, fields: WireFields, facts: ProfileFacts = {}): Profile {
  const empty = emptyProfile(userId)
  const { updatedAt = 0, defaultAllowType = empty.allowType } = facts
  const given = Object.entries(tags).flatMap(([name, tag]) => {
    const value = fields[tag]
    return value === undefined ? [] : [[name, value] as const]
  })
  const custom = Object.entries(fields).flatMap(([key, value]) =>
    key.startsWith(CUSTOM_PREFIX) && value !== undefined ? [{ key, value }] : [],
  )
  return {
    ...empty,
    allowType: defaultAllowType,
    lastUpdatedTime: updatedAt,
    lastUpdatedNumber: updatedAt,
    ...Object.fromEntries(given),
    profileCustomField: custom,
  }
}

/** Turns changes into fields of the wire; names that are no profile fields are left out. */
export function fieldsOf(changes: ProfileChanges): Record<string, ProfileValue> {
  const fields: Record<string, ProfileValue> = {}
  for (const [name, tag] of Object.entries(tags)) {
    const value = changes[name as FieldName]
    if (value !== undefined) fields[tag] = value
  }
  for (const { key, value } of changes.profileCustomField ?? []) fields[key] = value
  return fields
}
