import { z } from 'zod'
import { flag } from '../fields.ts'
import {
  applyOptions,
  groupRoles,
  groupTypes,
  inviteOptions,
  msgFlags,
  onOff,
} from '../group-fields.ts'
import { customAnswer } from './group-row.ts'

/** Names that a filter chooses by; unknown ones are passed over, older spellings taken for the new. */
function filterOf<const Name extends string>(
  names: readonly Name[],
  older: ReadonlyMap<string, Name> = new Map(),
) {
  return z
    .array(z.string())
    .max(100)
    .transform((given): readonly Name[] => {
      const wanted = new Set(given.map((name) => older.get(name) ?? name))
      return names.filter((name) => wanted.has(name))
    })
}

/** Custom fields that an answer is to hold, by their keys. */
export const customFilter = z.array(z.string()).max(100)

/** Base fields of a group by which `GroupBaseInfoFilter` chooses. Source: 获取群详细资料. */
export const groupBaseNames = [
  'GroupId',
  'Appid',
  'Type',
  'Name',
  'Introduction',
  'Notification',
  'FaceUrl',
  'Owner_Account',
  'CreateTime',
  'LastInfoTime',
  'LastMsgTime',
  'InfoSeq',
  'NextMsgSeq',
  'MemberNum',
  'MaxMemberNum',
  'ApplyJoinOption',
  'InviteJoinOption',
  'MuteAllMember',
  'SupportTopic',
  'EnablePermission',
  'DefaultPermission',
] as const
export type GroupBaseName = (typeof groupBaseNames)[number]

export const groupBaseFilter = filterOf(
  groupBaseNames,
  new Map([['ShutUpAllMember', 'MuteAllMember']]),
)

/** A group in an answer; what a filter leaves out is absent. Times in Unix seconds. */
export const groupBase = z.object({
  GroupId: z.string(),
  Appid: z.number().optional(),
  Type: z.enum(groupTypes).optional(),
  Name: z.string().optional(),
  Introduction: z.string().optional(),
  Notification: z.string().optional(),
  FaceUrl: z.string().optional(),
  /** Empty where the group has none. */
  Owner_Account: z.string().optional(),
  CreateTime: z.number().optional(),
  LastInfoTime: z.number().optional(),
  LastMsgTime: z.number().optional(),
  InfoSeq: z.number().optional(),
  NextMsgSeq: z.number().optional(),
  MemberNum: z.number().optional(),
  MaxMemberNum: z.number().optional(),
  ApplyJoinOption: z.enum(applyOptions).optional(),
  InviteJoinOption: z.enum(inviteOptions).optional(),
  MuteAllMember: onOff.optional(),
  SupportTopic: flag.optional(),
  EnablePermission: flag.optional(),
  DefaultPermission: z.number().optional(),
  AppDefinedData: customAnswer.optional(),
})

/** Fields of a member by which `MemberInfoFilter` chooses. Source: 获取群成员详细资料. */
export const memberNames = [
  'Member_Account',
  'Role',
  'JoinTime',
  'MsgSeq',
  'MsgFlag',
  'LastSendMsgTime',
  'MuteUntil',
  'NameCard',
  'OnlineStatus',
  'AppMemberDefinedData',
] as const
export type MemberName = (typeof memberNames)[number]

export const memberFilter = filterOf(
  memberNames,
  new Map([
    ['Account', 'Member_Account'],
    ['ShutUpUntil', 'MuteUntil'],
  ]),
)

/** A member in an answer; what a filter leaves out is absent. Times in Unix seconds. */
export const memberInfo = z.object({
  Member_Account: z.string(),
  Role: z.enum(groupRoles).optional(),
  JoinTime: z.number().optional(),
  /** Up to where the member has read. */
  MsgSeq: z.number().optional(),
  MsgFlag: z.enum(msgFlags).optional(),
  LastSendMsgTime: z.number().optional(),
  /** 0 where the member is not muted. */
  MuteUntil: z.number().optional(),
  NameCard: z.string().optional(),
  /** No page names its values. */
  OnlineStatus: z.string().optional(),
  AppMemberDefinedData: customAnswer.optional(),
})

/** What `SelfInfoFilter` chooses by. Source: 获取用户所加入的群组. */
export const selfNames = ['Role', 'JoinTime', 'MsgFlag', 'MsgSeq'] as const
export type SelfName = (typeof selfNames)[number]
export const selfFilter = filterOf(selfNames)

/** What the account of a query has of its own in a group. */
export const selfInfo = memberInfo.pick({ Role: true, JoinTime: true, MsgFlag: true, MsgSeq: true })

/** Fields of a topic, and of the asking account in it. Source: 获取话题资料. */
export const topicNames = [
  'TopicId',
  'GroupID',
  'TopicName',
  'FaceUrl',
  'Notification',
  'Introduction',
  'CustomString',
  'NextMsgSeq',
  'CreateTime',
  'LastMsgTime',
  'MuteAllMember',
  'MuteTime',
  'MsgSeq',
  'MsgFlag',
] as const
export type TopicFieldName = (typeof topicNames)[number]

export const topicFilter = filterOf(
  topicNames,
  new Map([
    ['GroupId', 'GroupID'],
    ['ShutUpAllMember', 'MuteAllMember'],
    ['ShutUpAllFlag', 'MuteAllMember'],
    ['ShutUpTime', 'MuteTime'],
  ]),
)
