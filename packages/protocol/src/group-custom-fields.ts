import { z } from 'zod'
import { storedGroupTypes } from './cloud/group-conf.ts'
import { groupTypes } from './group-fields.ts'

/** Custom fields of the groups of an app. Source: 群自定义字段. */
export const MOST_GROUP_FIELDS = 10

/** Custom fields of the members of groups. Source: 群成员自定义字段. */
export const MOST_MEMBER_FIELDS = 5

/** The name of a field of groups or members; no two fields of an app share one. */
export const groupFieldKey = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,15}$/,
    'a name is 1 to 16 letters, digits and underscores, and does not begin with a digit',
  )

/** Who may do something, from the fewest to everybody; each includes those before it. */
export const fieldLevels = ['AppAdmin', 'Owner', 'Admin', 'Member', 'Anyone'] as const
export type FieldLevel = (typeof fieldLevels)[number]

/** What members may do with their own value, whatever they may do with those of others. */
export const ownRights = ['ReadWrite', 'Read', 'None'] as const
export type OwnRight = (typeof ownRights)[number]

const level = z.enum(fieldLevels)

/** Who reads and writes a field in groups of one type. */
export const groupFieldType = z.object({ Type: z.enum(groupTypes), Read: level, Write: level })
export type GroupFieldType = z.infer<typeof groupFieldType>

/** The same of a member field; live rooms keep nothing about members. */
export const memberFieldType = z.object({
  Type: z.enum(storedGroupTypes),
  Read: level,
  Write: level,
  Own: z.enum(ownRights),
})
export type MemberFieldType = z.infer<typeof memberFieldType>

/** A field, and the types of groups that have it; a type that has it once keeps it. */
export const groupField = z.object({ Key: groupFieldKey, Types: z.array(groupFieldType) })
export type GroupField = z.infer<typeof groupField>

export const groupMemberField = z.object({ Key: groupFieldKey, Types: z.array(memberFieldType) })
export type GroupMemberField = z.infer<typeof groupMemberField>
