import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { relationErrors as errors } from '../errors/relation.ts'
import { userId } from '../fields.ts'
import {
  addSource,
  addTypes,
  addWording,
  customText,
  deleteTypes,
  friendCheckTypes,
  friendGroupName,
  friendRemark,
} from '../relation-fields.ts'
import { defineMethod } from './method.ts'
import type {
  ApplicationListResult,
  FriendCheckResult,
  FriendListResult,
  WireFriend,
  WireFriendGroup,
  WireOutcome,
} from './relation.ts'

type Nothing = Record<string, never>
interface Outcomes {
  readonly results: readonly WireOutcome[]
}

const userIds = (most: number) => z.array(userId).min(1).max(most)
const sequence = z.number().int().min(0)
const direction = z.enum(['received', 'sent'])

export const friendList = defineMethod<FriendListResult>()({
  name: 'friend.list',
  summary: 'The own friends, page by page, or those that changed since a sequence',
  params: z.object({
    since: sequence.default(0),
    cursor: sequence.default(0),
    limit: z.number().int().min(1).max(500).default(500),
  }),
  errors: [],
})

export const friendGetSome = defineMethod<{ readonly friends: readonly WireFriend[] }>()({
  name: 'friend.get',
  summary: 'Some of the own friends; those that are none are left out',
  params: z.object({ userIds: userIds(1000) }),
  errors: [],
})

export const friendAddOne = defineMethod<{ readonly pending: boolean }>()({
  name: 'friend.add',
  summary: 'Add a friend, or ask',
  params: z.object({
    userId,
    source: addSource,
    wording: addWording.optional(),
    remark: friendRemark.optional(),
    groupName: friendGroupName.optional(),
    type: z.enum(addTypes).default('Add_Type_Both'),
  }),
  errors: [
    errors.badParameter,
    errors.unknownAccount,
    errors.requestsForbidden,
    errors.friendsFull,
    errors.groupsFull,
    errors.pendingFull,
    errors.peerFriendsFull,
    errors.blockedPeer,
    errors.refusesAll,
    errors.blockedByPeer,
  ],
})

export const friendRemove = defineMethod<Outcomes>()({
  name: 'friend.delete',
  summary: 'Delete friends, on both sides or on the own alone',
  params: z.object({
    userIds: userIds(100),
    type: z.enum(deleteTypes).default('Delete_Type_Both'),
  }),
  errors: [],
})

export const friendCheckSome = defineMethod<FriendCheckResult>()({
  name: 'friend.check',
  summary: 'How accounts stand to the own one',
  params: z.object({
    userIds: userIds(1000),
    type: z.enum(friendCheckTypes).default('CheckResult_Type_Both'),
  }),
  errors: [],
})

export const friendChange = defineMethod<{ readonly friend: WireFriend }>()({
  name: 'friend.update',
  summary: 'Change remark and custom fields of a friend',
  params: z.object({
    userId,
    remark: friendRemark.optional(),
    custom: z
      .record(
        z.string().max(64),
        z.union([customText, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)]),
      )
      .optional(),
  }),
  errors: [errors.badParameter],
})

export const applicationList = defineMethod<ApplicationListResult>()({
  name: 'application.list',
  summary: 'Friend requests that were received or sent, newest first',
  params: z.object({
    direction,
    cursor: z.string().max(64).default(''),
    limit: z.number().int().min(1).max(100).default(100),
  }),
  errors: [gatewayErrors.badParameter],
})

export const applicationRead = defineMethod<Nothing>()({
  name: 'application.read',
  summary: 'Mark every received request as read',
  params: z.object({}),
  errors: [],
})

export const applicationAccept = defineMethod<Nothing>()({
  name: 'application.accept',
  summary: 'Let the sender of a request have the own account as a friend, and have them back',
  params: z.object({
    userId,
    addBack: z.boolean().default(true),
    remark: friendRemark.optional(),
  }),
  errors: [errors.friendsFull, errors.peerFriendsFull, errors.noApplication],
})

export const applicationRefuse = defineMethod<Nothing>()({
  name: 'application.refuse',
  summary: 'Refuse a request',
  params: z.object({ userId }),
  errors: [errors.noApplication],
})

export const applicationDelete = defineMethod<Nothing>()({
  name: 'application.delete',
  summary: 'Remove a request, or take an own one back',
  params: z.object({ userId, direction }),
  errors: [errors.noApplicationToDelete],
})

export const friendGroupList = defineMethod<{ readonly groups: readonly WireFriendGroup[] }>()({
  name: 'friendGroup.list',
  summary: 'The own friend groups with who is in them',
  params: z.object({}),
  errors: [],
})

export const friendGroupCreate = defineMethod<Outcomes>()({
  name: 'friendGroup.create',
  summary: 'Make a friend group with friends in it',
  params: z.object({ name: friendGroupName, userIds: z.array(userId).max(1000).default([]) }),
  errors: [errors.groupsFull],
})

export const friendGroupDelete = defineMethod<Nothing>()({
  name: 'friendGroup.delete',
  summary: 'Delete a friend group; the friends stay',
  params: z.object({ name: friendGroupName }),
  errors: [errors.badParameter],
})

export const friendGroupRename = defineMethod<Nothing>()({
  name: 'friendGroup.rename',
  summary: 'Give a friend group another name',
  params: z.object({ name: friendGroupName, newName: friendGroupName }),
  errors: [errors.badParameter],
})

export const friendGroupAdd = defineMethod<Outcomes>()({
  name: 'friendGroup.add',
  summary: 'Put friends into a group',
  params: z.object({ name: friendGroupName, userIds: userIds(1000) }),
  errors: [errors.badParameter],
})

export const friendGroupRemove = defineMethod<Outcomes>()({
  name: 'friendGroup.remove',
  summary: 'Take friends out of a group',
  params: z.object({ name: friendGroupName, userIds: userIds(1000) }),
  errors: [errors.badParameter],
})

export const blocklistList = defineMethod<{ readonly userIds: readonly string[] }>()({
  name: 'blocklist.list',
  summary: 'Whom the own account blocks',
  params: z.object({}),
  errors: [],
})

export const blocklistAdd = defineMethod<Outcomes>()({
  name: 'blocklist.add',
  summary: 'Block accounts; friendships and requests with them end',
  params: z.object({ userIds: userIds(1000) }),
  errors: [],
})

export const blocklistRemove = defineMethod<Outcomes>()({
  name: 'blocklist.remove',
  summary: 'Take accounts off the blocklist',
  params: z.object({ userIds: userIds(1000) }),
  errors: [],
})

/** What clients ask of the relationship chain. */
export const relationMethods = [
  friendList,
  friendGetSome,
  friendAddOne,
  friendRemove,
  friendCheckSome,
  friendChange,
  applicationList,
  applicationRead,
  applicationAccept,
  applicationRefuse,
  applicationDelete,
  friendGroupList,
  friendGroupCreate,
  friendGroupDelete,
  friendGroupRename,
  friendGroupAdd,
  friendGroupRemove,
  blocklistList,
  blocklistAdd,
  blocklistRemove,
] as const
