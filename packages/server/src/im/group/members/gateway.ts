import {
  groupAddMembers,
  groupErrors,
  groupJoin,
  groupMemberCustom,
  groupMute,
  groupNameCard,
  groupQuit,
  groupRemoveMembers,
  groupSetRole,
  ImError,
} from '@yanshu/protocol'
import type { AddedMember, WireGroupMember } from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { Place } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { operatorOf, roleIn } from './actor.ts'
import type { AddFate } from './arrivals.ts'
import { banGateway } from './gateway-bans.ts'
import { memberListGateway } from './gateway-lists.ts'
import type { MemberChange } from './member-changes.ts'
import { toWireMembers } from './member-view.ts'
import { mutedAmong } from './restrictions.ts'
import type { MemberServices } from './rest.ts'
import { seenGroup } from './seen-group.ts'

/** What clients ask about members of groups. */
export function memberGateway(services: MemberServices): readonly GatewayHandler[] {
  return [
    ...comingAndGoing(services),
    ...changing(services),
    ...memberListGateway(services),
    ...banGateway(services),
  ]
}

const fateResults = {
  added: { result: 'added' },
  already: { result: 'already' },
  waiting: { result: 'waiting' },
  overLimit: { result: 'overLimit' },
  banned: { result: 'failed', code: groupErrors.noPermission.code },
  full: { result: 'failed', code: groupErrors.groupFull.code },
  unknown: { result: 'failed', code: groupErrors.unknownAccount.code },
} as const satisfies Record<AddFate, Omit<AddedMember, 'userId'>>

function comingAndGoing({ core, arrivals, departures }: MemberServices): readonly GatewayHandler[] {
  return [
    handleMethod(groupJoin, async ({ appId, account, sessionId, params }) => {
      const joined = await arrivals.join({ appId, account, sessionId, ...params })
      if (joined.status === 'waiting') return joined
      const group = await seenGroup(core, { appId, groupId: params.groupId }, account)
      return group ? { ...joined, group } : joined
    }),
    handleMethod(groupQuit, async ({ appId, account, sessionId, params: { groupId } }) => {
      await departures.quit({ appId, account, sessionId, groupId })
      return {}
    }),
    handleMethod(groupAddMembers, async (call) => {
      const { groupId, userIds: accounts, message } = call.params
      const operator = operatorOf(call)
      const adding = { appId: call.appId, groupId, operator, accounts, message }
      const fates = await arrivals.add(adding)
      const members = [...fates].map(([userId, fate]) => ({ userId, ...fateResults[fate] }))
      return { members }
    }),
    handleMethod(groupRemoveMembers, async (call) => {
      const { groupId, userIds: accounts, reason } = call.params
      const operator = operatorOf(call)
      const removing = { appId: call.appId, groupId, operator, accounts, reason }
      return { removed: await departures.remove(removing) }
    }),
  ]
}

interface MemberParams {
  readonly groupId: string
  readonly userId?: string | undefined
}

function changing({ core, changes, mutes }: MemberServices): readonly GatewayHandler[] {
  const change = async (call: GatewayCall<MemberParams>, what: MemberChange) => {
    const { groupId, userId: account = call.account } = call.params
    const operator = operatorOf(call)
    await changes.change({ appId: call.appId, groupId, account, operator }, what)
    const place = await core.directory.place(call.appId, groupId)
    return { member: await memberSeenBy(core, place, account, call.account) }
  }
  return [
    handleMethod(groupSetRole, (call) => change(call, { role: call.params.role })),
    handleMethod(groupNameCard, (call) => change(call, { nameCard: call.params.nameCard })),
    handleMethod(groupMemberCustom, (call) => change(call, { custom: call.params.custom })),
    handleMethod(groupMute, async (call) => {
      const { groupId: placeId, userId, seconds } = call.params
      const operator = operatorOf(call)
      const muting = { appId: call.appId, placeId, operator, accounts: [userId], seconds }
      const place = await mutes.mute(muting)
      return { member: await memberSeenBy(core, place, userId, call.account) }
    }),
  ]
}

/**
 * A member of a group, or of a topic with the mute that it has there.
 *
 * @throws {ImError} 10004 for who is none.
 */
async function memberSeenBy(
  core: GroupCore,
  place: Place,
  account: string,
  by: string,
): Promise<WireGroupMember> {
  const { group, appId, id } = place
  await core.caughtUp()
  const role = await roleIn(core, core.members, group, by)
  const row = await core.members.find(appId, group.group_id, account)
  const viewer = { account: by, isApp: false, role }
  const [member] = row
    ? await toWireMembers(core, group, [row], viewer)
    : [await visitorOf(core, place, account)]
  if (!member) throw new ImError(groupErrors.badParameter, `${account} is no member`)
  if (!place.topic) return member
  const mutes = await mutedAmong(core.db, appId, id, [account], core.now())
  return { ...member, muteUntil: Math.floor((mutes.get(account) ?? 0) / 1000) }
}

/** Somebody in a live room, of whom nothing is written down but a mute. */
async function visitorOf(
  core: GroupCore,
  { appId, id, group }: Place,
  userId: string,
): Promise<WireGroupMember | undefined> {
  const account = await core.accounts.find(appId, userId)
  if (rulesOf(group).storesMembers || !account) return undefined
  const mutes = await mutedAmong(core.db, appId, id, [userId], core.now())
  return {
    userId,
    nick: account.nick,
    faceUrl: account.faceUrl,
    nameCard: '',
    role: group.owner === userId ? 'Owner' : 'Member',
    joinTime: 0,
    lastSendTime: 0,
    muteUntil: Math.floor((mutes.get(userId) ?? 0) / 1000),
    custom: [],
  }
}
