import { z } from 'zod'

/** Fields of an app's own, beside the standard ones; name and type never change and none is deleted. */
export const MOST_CUSTOM_FIELDS = 20

/** What every custom profile field begins with. Source: 用户自定义字段. */
export const PROFILE_PREFIX = 'Tag_Profile_Custom_'

/** What every custom friend field begins with. Source: 好友自定义字段. */
export const FRIEND_PREFIX = 'Tag_SNS_Custom_'

/** The part of the name that the app chooses. */
export const customKey = z
  .string()
  .regex(/^[A-Za-z]{1,8}$/, 'a custom field has a name of 1 to 8 English letters')

/** `uint64` values are numbers, the others text of at most 500 bytes. */
export const customFieldTypes = ['string', 'bytes', 'uint64'] as const
export type CustomFieldType = (typeof customFieldTypes)[number]

export const fieldRights = z.object({
  AppRead: z.boolean(),
  AppWrite: z.boolean(),
  AdminRead: z.boolean(),
  AdminWrite: z.boolean(),
})
/** Who reads and writes a field: users of the app, and its administrators. */
export type FieldRights = z.infer<typeof fieldRights>

export const userField = fieldRights.extend({ Key: customKey, Type: z.enum(customFieldTypes) })
export type UserField = z.infer<typeof userField>

export const friendField = z.object({ Key: customKey, Type: z.enum(customFieldTypes) })
export type FriendField = z.infer<typeof friendField>
