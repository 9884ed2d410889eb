import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { uint32, userId } from '../fields.ts'
import { groupId, groupOrTopicId, groupRoles } from '../group-fields.ts'
import type { WireGroupMember } from './group.ts'
import { customFields, groupText, pageCursor, remarkText, usersUpTo } from './group-params.ts'
import { defineMethod } from './method.ts'

/** What became of one who was to be added. */
export interface AddedMember {
  readonly userId: string
  /**
   * `waiting`: an administrator or the invited one must agree. `overLimit`: is in as many groups as
   * the plan allows.
   */
  readonly result: 'added' | 'already' | 'waiting' | 'overLimit' | 'failed'
  /** Why it failed. */
  readonly code?: number
}

export const groupAddMembers = defineMethod<{ readonly members: readonly AddedMember[] }>()({
  name: 'group.addMembers',
  summary: 'Add accounts to a group, or invite them; not to a live room',
  params: z.object({ groupId, userIds: usersUpTo(300), message: remarkText.optional() }),
  errors: [
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.groupFull,
    groupErrors.refusedByCallback,
    groupErrors.unknownAccount,
  ],
})

export const groupRemoveMembers = defineMethod<{ readonly removed: readonly string[] }>()({
  name: 'group.removeMembers',
  summary: 'Remove members; those who are none are passed over',
  params: z.object({ groupId, userIds: usersUpTo(100), reason: remarkText.optional() }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

export interface GroupMembersResult {
  readonly members: readonly WireGroupMember[]
  /** Where the next page begins; 0 where there is none, and in communities. */
  readonly offset: number
  /** The same in communities; empty where there is none, and in other groups. */
  readonly cursor: string
  readonly total: number
}

export const groupMembers = defineMethod<GroupMembersResult>()({
  name: 'group.members',
  summary: 'Members by the time of joining, of a live room those online, newest first',
  params: z.object({
    groupId,
    limit: z.number().int().min(1).max(500).default(15),
    offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    /** Of communities, in place of the offset. */
    cursor: pageCursor,
    /** Only these; everybody where it is left out. */
    roles: z.array(z.enum(groupRoles)).min(1).max(3).optional(),
    /** Only those with this mark; live rooms and communities. */
    mark: uint32.optional(),
  }),
  errors: [
    gatewayErrors.tooFast,
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.tooManyForPage,
  ],
})

export const groupMemberProfiles = defineMethod<{
  readonly members: readonly WireGroupMember[]
}>()({
  name: 'group.memberProfiles',
  summary: 'Up to 50 members by UserID; those who are none are left out',
  params: z.object({ groupId, userIds: usersUpTo(50) }),
  errors: [groupErrors.noPermission, groupErrors.noGroup],
})

interface MemberResult {
  /** The member as it is now. */
  readonly member: WireGroupMember
}

const memberErrors = [
  groupErrors.badParameter,
  groupErrors.noPermission,
  groupErrors.noGroup,
  groupErrors.noTopic,
  groupErrors.textRejected,
] as const

export const groupSetRole = defineMethod<MemberResult>()({
  name: 'group.setRole',
  summary: 'Make a member an administrator, or an administrator a member; by the owner',
  params: z.object({ groupId, userId, role: z.enum(['Admin', 'Member']) }),
  errors: [...memberErrors, gatewayErrors.notInPlan],
})

export const groupMute = defineMethod<MemberResult>()({
  name: 'group.mute',
  summary: 'Keep a member of a group or a topic from speaking for some time; 0 seconds end it',
  params: z.object({ groupId: groupOrTopicId, userId, seconds: uint32 }),
  errors: [...memberErrors],
})

export const groupNameCard = defineMethod<MemberResult>()({
  name: 'group.nameCard',
  summary: 'How the own account, or another member, is called in a group',
  params: z.object({ groupId, userId: userId.optional(), nameCard: groupText }),
  errors: [...memberErrors],
})

export const groupMemberCustom = defineMethod<MemberResult>()({
  name: 'group.memberCustom',
  summary: 'Set fields of the own account, or another member, that the app defined',
  params: z.object({ groupId, userId: userId.optional(), custom: customFields.min(1) }),
  errors: [...memberErrors],
})

/** Who is in a group, and what they are in it. */
export const groupMemberMethods = [
  groupAddMembers,
  groupRemoveMembers,
  groupMembers,
  groupMemberProfiles,
  groupSetRole,
  groupMute,
  groupNameCard,
  groupMemberCustom,
] as const
