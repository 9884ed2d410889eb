/** What kind of value a standard profile field holds. */
export type ProfileValueKind = 'string' | 'uint32' | 'choice'

/** One standard profile field. Source: 资料系统. */
export interface ProfileField {
  readonly kind: ProfileValueKind
  /** Bytes of UTF-8, for strings. */
  readonly maxBytes?: number
  readonly choices?: readonly string[]
  /** The field is written by app administrators only. */
  readonly adminOnly?: boolean
}

/** The standard profile fields by tag. */
export const profileFields = {
  Tag_Profile_IM_Nick: { kind: 'string', maxBytes: 500 },
  Tag_Profile_IM_Gender: {
    kind: 'choice',
    choices: ['Gender_Type_Unknown', 'Gender_Type_Female', 'Gender_Type_Male'],
  },
  Tag_Profile_IM_BirthDay: { kind: 'uint32' },
  Tag_Profile_IM_Location: { kind: 'string', maxBytes: 16 },
  Tag_Profile_IM_SelfSignature: { kind: 'string', maxBytes: 500 },
  Tag_Profile_IM_AllowType: {
    kind: 'choice',
    choices: ['AllowType_Type_NeedConfirm', 'AllowType_Type_AllowAny', 'AllowType_Type_DenyAny'],
  },
  Tag_Profile_IM_Language: { kind: 'uint32' },
  Tag_Profile_IM_Image: { kind: 'string', maxBytes: 500 },
  Tag_Profile_IM_MsgSettings: { kind: 'uint32' },
  Tag_Profile_IM_AdminForbidType: {
    kind: 'choice',
    choices: ['AdminForbid_Type_None', 'AdminForbid_Type_SendOut'],
    adminOnly: true,
  },
  Tag_Profile_IM_Level: { kind: 'uint32' },
  Tag_Profile_IM_Role: { kind: 'uint32' },
} as const satisfies Record<string, ProfileField>

export type ProfileTag = keyof typeof profileFields
export type ProfileValue = string | number
/** A field that an app has of its own. */
export type CustomTag = `Tag_Profile_Custom_${string}`
/** The fields of one account that were ever set. */
export type Profile = Partial<Record<ProfileTag, ProfileValue>> & {
  readonly [tag: CustomTag]: ProfileValue | undefined
}

export function isCustomTag(tag: string): tag is CustomTag {
  return tag.startsWith('Tag_Profile_Custom_')
}

export function isProfileTag(tag: string): tag is ProfileTag {
  return Object.hasOwn(profileFields, tag)
}
