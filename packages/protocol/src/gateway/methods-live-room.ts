import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { uint32 } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { remarkText, usersUpTo } from './group-params.ts'
import { defineMethod } from './method.ts'

export const groupBan = defineMethod<Record<string, never>>()({
  name: 'group.ban',
  summary: 'Remove up to 20 users and keep them out for some time',
  params: z.object({
    groupId,
    userIds: usersUpTo(20),
    seconds: uint32.min(1),
    reason: remarkText.optional(),
  }),
  errors: [gatewayErrors.notInPlan, groupErrors.noPermission, groupErrors.noGroup],
})

export const groupUnban = defineMethod<Record<string, never>>()({
  name: 'group.unban',
  summary: 'Let up to 20 banned users in again',
  params: z.object({ groupId, userIds: usersUpTo(20) }),
  errors: [gatewayErrors.notInPlan, groupErrors.noPermission, groupErrors.noGroup],
})

export const groupMarkMembers = defineMethod<{ readonly marked: readonly string[] }>()({
  name: 'group.markMembers',
  summary: 'Set or clear a mark of up to 500 members; live rooms and communities, by the owner',
  params: z.object({
    groupId,
    userIds: usersUpTo(500),
    mark: uint32.min(1000),
    enabled: z.boolean(),
  }),
  errors: [
    gatewayErrors.notInPlan,
    gatewayErrors.switchedOff,
    groupErrors.badParameter,
    groupErrors.noPermission,
    groupErrors.noGroup,
  ],
})

/** Keeping order in live rooms, and in other groups where they have it. */
export const liveRoomMethods = [groupBan, groupUnban, groupMarkMembers] as const
