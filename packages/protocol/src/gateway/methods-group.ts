import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { storableTextUpTo, uint32, userId } from '../fields.ts'
import {
  applyOptions,
  groupId,
  groupOrTopicId,
  groupType,
  groupTypes,
  inviteOptions,
  msgFlags,
} from '../group-fields.ts'
import type { WireGroup, WireGroupMessage } from './group.ts'
import {
  customFields,
  groupIds,
  groupText,
  pageCursor,
  remarkText,
  repeatKey,
} from './group-params.ts'
import { defineMethod } from './method.ts'

const profile = {
  introduction: groupText.optional(),
  notification: groupText.optional(),
  faceUrl: groupText.optional(),
  /** At most what the plan allows, which it also is where it is left out. */
  maxMembers: z.number().int().min(1).max(0xffff_ffff).optional(),
  applyOption: z.enum(applyOptions).optional(),
  inviteOption: z.enum(inviteOptions).optional(),
  custom: customFields.optional(),
  /** Communities with topics: rights come from permission groups. */
  enablePermission: z.boolean().optional(),
  defaultPermission: uint32.optional(),
}

export interface GroupCreateResult {
  readonly group: WireGroup
  /** Of `members`, who is in as many groups as the plan allows and was left out. */
  readonly overLimit: readonly string[]
}

export const groupCreate = defineMethod<GroupCreateResult>()({
  name: 'group.create',
  summary: 'Make a group; the caller owns it, and joins it unless it is a live room',
  params: z.object({
    ...profile,
    random: repeatKey,
    type: groupType.default('Private'),
    name: groupText.min(1),
    /** The server makes one where it is left out. */
    groupId: groupId.optional(),
    /** Not for live rooms. */
    members: z
      .array(
        z.object({
          userId,
          role: z.literal('Admin').optional(),
          custom: customFields.optional(),
        }),
      )
      .max(500)
      .optional(),
    /** Only communities. */
    supportTopic: z.boolean().optional(),
    /** Attributes that the group begins with. */
    attributes: z.record(storableTextUpTo(256), storableTextUpTo(16_384)).optional(),
  }),
  errors: [
    gatewayErrors.notInPlan,
    groupErrors.badParameter,
    groupErrors.tooFrequent,
    groupErrors.noPermission,
    groupErrors.badGroupId,
    groupErrors.unknownAccount,
    groupErrors.idTaken,
    groupErrors.idIsOwn,
    groupErrors.tooManyLiveRooms,
    groupErrors.tooManyGroupsOfUser,
    groupErrors.tooManyMembers,
    groupErrors.attributeKey,
    groupErrors.attributeValue,
    groupErrors.attributeCount,
    groupErrors.attributeTotal,
    groupErrors.trialGroups,
    groupErrors.communityOff,
  ],
})

export const groupDismiss = defineMethod<Record<string, never>>()({
  name: 'group.dismiss',
  summary: 'Dismiss a group for all of its members; not a Work group',
  params: z.object({ groupId }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

export const groupUpdate = defineMethod<{ readonly group: WireGroup }>()({
  name: 'group.update',
  summary: 'Change what is said of a group, and how it is joined and spoken in',
  params: z.object({
    ...profile,
    groupId,
    name: groupText.min(1).optional(),
    /** Only the owner and administrators may speak. */
    muteAll: z.boolean().optional(),
    /** Members see messages from before they joined; Work, Public and Meeting. */
    historyBeforeJoin: z.boolean().optional(),
  }),
  errors: [groupErrors.badParameter, groupErrors.noPermission, groupErrors.noGroup],
})

export const groupTransfer = defineMethod<{ readonly group: WireGroup }>()({
  name: 'group.transfer',
  summary: 'Give a group to another of its members; not a live room',
  params: z.object({ groupId, newOwner: userId }),
  errors: [groupErrors.badParameter, groupErrors.noPermission, groupErrors.noGroup],
})

export interface GroupListResult {
  /** By the time of joining, newest first. */
  readonly groups: readonly WireGroup[]
  readonly total: number
  /** Hand it in for the next page; empty where there is none. */
  readonly cursor: string
}

export const groupList = defineMethod<GroupListResult>()({
  name: 'group.list',
  summary:
    'The groups the account is in; no live rooms, no Work groups of others nobody wrote in yet',
  params: z.object({
    type: z.enum(groupTypes).optional(),
    /** Only communities with topics; they are left out otherwise. */
    supportTopic: z.boolean().default(false),
    cursor: pageCursor,
    limit: z.number().int().min(1).max(200).default(100),
  }),
  errors: [],
})

export interface GroupGetResult {
  /** With `self` where the account is a member. */
  readonly groups: readonly WireGroup[]
  readonly failed: readonly { readonly groupId: string; readonly code: number }[]
}

export const groupGetProfiles = defineMethod<GroupGetResult>()({
  name: 'group.get',
  summary: 'Up to 50 groups by id, of which those the account is not in show what anybody may read',
  params: z.object({ groupIds }),
  errors: [],
})

export const groupSearch = defineMethod<{ readonly group: WireGroup }>()({
  name: 'group.search',
  summary: 'A group by its exact id; Work groups are not found',
  params: z.object({ groupId }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

export interface GroupJoinResult {
  readonly status: 'joined' | 'waiting' | 'already'
  /** Absent where the application waits. */
  readonly group?: WireGroup
  /** The last messages of a live room from before the account came, oldest first. */
  readonly recent?: readonly WireGroupMessage[]
}

export const groupJoin = defineMethod<GroupJoinResult>()({
  name: 'group.join',
  summary: 'Join a group, or apply to; a live room is joined by this connection until it ends',
  params: z.object({
    groupId,
    message: remarkText.optional(),
    /** Back in the same live room after a lost connection: no tip, and no `recent`. */
    again: z.literal(true).optional(),
  }),
  errors: [
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.groupFull,
    groupErrors.refusedByCallback,
    groupErrors.tooManyGroupsOfUser,
    groupErrors.textRejected,
  ],
})

export const groupQuit = defineMethod<Record<string, never>>()({
  name: 'group.quit',
  summary: 'Leave a group; the owner may leave a Work group only',
  params: z.object({ groupId }),
  errors: [groupErrors.noPermission, groupErrors.ownerMayNotQuit, groupErrors.noGroup],
})

export const groupMsgFlag = defineMethod<Record<string, never>>()({
  name: 'group.msgFlag',
  summary: 'How the account receives messages of a group or a topic',
  params: z.object({ groupId: groupOrTopicId, msgFlag: z.enum(msgFlags) }),
  errors: [groupErrors.noPermission, groupErrors.noGroup, groupErrors.noTopic],
})

export const groupOnlineCount = defineMethod<{ readonly count: number }>()({
  name: 'group.onlineCount',
  summary: 'How many members of a group are online, some seconds old',
  params: z.object({ groupId }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

/** Groups: making, finding, joining, changing and leaving them. */
export const groupMethods = [
  groupCreate,
  groupDismiss,
  groupUpdate,
  groupTransfer,
  groupList,
  groupGetProfiles,
  groupSearch,
  groupJoin,
  groupQuit,
  groupMsgFlag,
  groupOnlineCount,
] as const
