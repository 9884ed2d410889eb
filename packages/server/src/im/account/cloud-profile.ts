import type { AccountItem, AccountProfile, ProfileTag, UserField } from '@yanshu/protocol'
import { PROFILE_PREFIX } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { ProfileItem } from '../profile/service.ts'
import type { Account } from './account.ts'
import { BUILT_IN } from './account.ts'

type UserFields = ReadonlyMap<string, UserField>

/** The standard profile fields of the cloud actions, by their tag. */
const fieldTags = {
  Nick: 'Tag_Profile_IM_Nick',
  FaceUrl: 'Tag_Profile_IM_Image',
  Gender: 'Tag_Profile_IM_Gender',
  BirthDay: 'Tag_Profile_IM_BirthDay',
  Location: 'Tag_Profile_IM_Location',
  SelfSignature: 'Tag_Profile_IM_SelfSignature',
  AllowType: 'Tag_Profile_IM_AllowType',
  Language: 'Tag_Profile_IM_Language',
  MsgSettings: 'Tag_Profile_IM_MsgSettings',
  AdminForbidType: 'Tag_Profile_IM_AdminForbidType',
  Level: 'Tag_Profile_IM_Level',
  Role: 'Tag_Profile_IM_Role',
} as const satisfies Record<keyof Omit<AccountProfile, 'CustomFields'>, ProfileTag>

const fields = Object.entries(fieldTags) as [keyof typeof fieldTags, ProfileTag][]

/** The fields that a call gives, as profile items. */
export function toProfileItems(own: UserFields, body: AccountProfile): readonly ProfileItem[] {
  const standard = fields.flatMap(([field, tag]) => {
    const value = body[field]
    return value === undefined ? [] : [{ tag, value }]
  })
  const custom = (body.CustomFields ?? []).map(({ Key, Value: value }) => {
    const tag = PROFILE_PREFIX + Key
    // Forms and signature v1 carry numbers as text.
    const isNumber = own.get(tag)?.Type === 'uint64' && /^\d+$/.test(String(value))
    return { tag, value: isNumber ? Number(value) : value }
  })
  return [...standard, ...custom]
}

/** An account as the console shows it: of the custom fields those that administrators may read. */
export function toAccountItem(own: UserFields, account: Account): AccountItem {
  const standard = Object.fromEntries(
    fields.flatMap(([field, tag]) => {
      const value = account.profile[tag]
      return value === undefined ? [] : [[field, value]]
    }),
  ) as AccountProfile
  const custom = customFields(own, account)
  return {
    ...standard,
    ...(custom.length === 0 ? {} : { CustomFields: custom }),
    UserID: account.userId,
    AccountType: account.type,
    BuiltIn: account.userId === BUILT_IN,
    CreateTime: toSeconds(account.createdAt),
  }
}

function customFields(own: UserFields, { profile }: Account) {
  return [...own.values()].flatMap(({ Key, AdminRead }) => {
    const value = AdminRead ? profile[`${PROFILE_PREFIX}${Key}`] : undefined
    return value === undefined ? [] : [{ Key, Value: value }]
  })
}
