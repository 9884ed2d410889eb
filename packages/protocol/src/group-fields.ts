import { z } from 'zod'

/** The types of groups by their names on the wire: Work, Public, Meeting, live room, community. */
export const groupTypes = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const
export type GroupType = (typeof groupTypes)[number]

/** Names that newer clients use. */
const typeAliases = { Work: 'Private', Meeting: 'ChatRoom' } as const

/** A type of group; `Work` and `Meeting` are taken for `Private` and `ChatRoom`. */
export const groupType = z
  .enum([...groupTypes, 'Work', 'Meeting'])
  .transform((type): GroupType =>
    type === 'Work' || type === 'Meeting' ? typeAliases[type] : type,
  )

export const groupRoles = ['Owner', 'Admin', 'Member'] as const
export type GroupRole = (typeof groupRoles)[number]

/** Who may join by themselves. */
export const applyOptions = ['FreeAccess', 'NeedPermission', 'DisableApply'] as const
export type ApplyOption = (typeof applyOptions)[number]

/** What an invitation by a member leads to. */
export const inviteOptions = ['FreeAccess', 'NeedPermission', 'DisableInvite'] as const
export type InviteOption = (typeof inviteOptions)[number]

export const onOff = z.enum(['On', 'Off'])

/** How messages of a group are received; values and order as for conversations. */
export const msgFlags = ['AcceptAndNotify', 'AcceptNotNotify', 'Discard'] as const
export type MsgFlag = (typeof msgFlags)[number]

/** Printable ASCII, at most 48 bytes (群组系统); a topic's id holds its community's. */
export const groupId = z
  .string()
  .regex(/^[\x20-\x7e]{1,48}$/, 'a group id is 1 to 48 printable ASCII characters')

/** Id of a topic: `{GroupId}@TOPIC#_…`. */
export const topicId = z.string().regex(/^[\x20-\x7e]{1,140}$/, 'a topic id is printable ASCII')

/** A group or a topic, where a message may be for either. */
export const groupOrTopicId = topicId

export const msgPriorities = ['High', 'Normal', 'Low'] as const
export type MsgPriority = (typeof msgPriorities)[number] | 'Lowest'

/** Stands for everybody in `GroupAtInfo` and in the SDK. */
export const AT_ALL = '__kImSDK_MesssageAtALL__'
