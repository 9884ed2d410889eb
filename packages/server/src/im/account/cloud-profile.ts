import type { AccountItem, AccountProfile, ProfileTag, ProfileValue } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Account } from './account.ts'
import { BUILT_IN } from './account.ts'

/** The profile fields of the cloud actions, by their tag. */
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
} as const satisfies Record<keyof AccountProfile, ProfileTag>

const fields = Object.entries(fieldTags) as [keyof AccountProfile, ProfileTag][]

/** The fields that a call gives, as profile items. */
export function toProfileItems(
  body: AccountProfile,
): readonly { readonly tag: ProfileTag; readonly value: ProfileValue }[] {
  return fields.flatMap(([field, tag]) => {
    const value = body[field]
    return value === undefined ? [] : [{ tag, value }]
  })
}

export function toAccountItem(account: Account): AccountItem {
  const profile = Object.fromEntries(
    fields.flatMap(([field, tag]) => {
      const value = account.profile[tag]
      return value === undefined ? [] : [[field, value]]
    }),
  ) as AccountProfile
  return {
    ...profile,
    UserID: account.userId,
    AccountType: account.type,
    BuiltIn: account.userId === BUILT_IN,
    CreateTime: toSeconds(account.createdAt),
  }
}
