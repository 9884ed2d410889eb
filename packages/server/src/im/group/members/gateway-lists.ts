import {
  gatewayErrors,
  groupErrors,
  groupMemberProfiles,
  groupMembers,
  groupMsgFlag,
  groupOnlineCount,
  ImError,
  msgFlags,
  noticeTypes,
} from '@yanshu/protocol'
import type { GroupMembersResult, GroupRole, ParamsOf, WireGroupMember } from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { RateLimiter } from '../../../calls/rate-limiter.ts'
import { toSeconds } from '../../../clock.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { LiveOccupant } from '../seams.ts'
import type { GroupCore } from '../service.ts'
import { roleIn } from './actor.ts'
import { nextCursor, readMemberCursor } from './member-lists.ts'
import { toWireMembers } from './member-view.ts'
import type { MemberServices } from './rest.ts'
import { putTopicFlag } from './topic-flag.ts'

/** Milliseconds between two looks at the list of a live room, from its beginning. */
const LIVE_LIST_PAUSE = 3000

/** Reading members, and how the own account is one. */
export function memberListGateway(services: MemberServices): readonly GatewayHandler[] {
  const { core, changes } = services
  const liveLists = new RateLimiter(core.now, { window: LIVE_LIST_PAUSE })
  return [
    handleMethod(groupMembers, async (call) => {
      const { appId, account, params } = call
      const group = await core.directory.get(appId, params.groupId)
      const role = await requireMember(core, group, account)
      if (rulesOf(group).storesMembers) return listStored(services, { group, role }, call)
      if (params.offset === 0 && !liveLists.take(`${appId}/${account}`, 1)) {
        throw new ImError(gatewayErrors.tooFast)
      }
      return listLive(core, group, params)
    }),
    handleMethod(groupMemberProfiles, async ({ appId, account, params }) => {
      const group = await core.directory.get(appId, params.groupId)
      const role = await requireMember(core, group, account)
      if (!rulesOf(group).storesMembers) {
        const wanted = new Set(params.userIds)
        const all = await core.seams.live.occupants(group)
        return {
          members: await toLiveMembers(
            core,
            group,
            all.filter((one) => wanted.has(one.account)),
          ),
        }
      }
      await core.caughtUp()
      const found = await core.members.findMany(appId, params.groupId, params.userIds)
      const rows = [...new Set(params.userIds)].flatMap((userId) => found.get(userId) ?? [])
      const viewer = { account, isApp: false, role }
      return { members: await toWireMembers(core, group, rows, viewer) }
    }),
    handleMethod(groupMsgFlag, async ({ appId, account, sessionId, params }) => {
      const { groupId, msgFlag } = params
      const place = await core.directory.place(appId, groupId)
      const flag = msgFlags.indexOf(msgFlag)
      await requireMember(core, place.group, account)
      if (!place.topic) {
        const operator = { account, isApp: false, sessionId }
        await changes.change({ appId, groupId, account, operator }, { msgFlag: flag })
        return {}
      }
      await putTopicFlag(core.db, { appId, topicId: groupId, account }, flag)
      core.bus.publish('topic.flagged', {
        appId,
        groupId: place.group.group_id,
        topicId: groupId,
        account,
        msgFlag: flag,
      })
      const named = { ...place.group, group_id: groupId }
      const type = noticeTypes.receiveOption
      await core.notices.tell(named, [account], { type, operator: account, sessionId, msgFlag })
      return {}
    }),
    handleMethod(groupOnlineCount, async ({ appId, account, params }) => {
      const group = await core.directory.get(appId, params.groupId)
      await requireMember(core, group, account)
      return { count: await core.onlineCounts.of(group) }
    }),
  ]
}

/** @throws {ImError} 10007. */
async function requireMember(
  core: GroupCore,
  group: GroupRow,
  account: string,
): Promise<GroupRole> {
  const role = await roleIn(core, core.members, group, account)
  if (role === undefined) throw new ImError(groupErrors.noPermission, `${account} is no member`)
  return role
}

type ListParams = Required<Pick<ParamsOf<typeof groupMembers>, 'groupId'>> & {
  readonly limit: number
  readonly offset: number
  readonly cursor: string
  readonly roles?: GroupRole[] | undefined
  readonly mark?: number | undefined
}

async function listStored(
  { core, lists }: MemberServices,
  { group, role }: { readonly group: GroupRow; readonly role: GroupRole },
  { account, params }: GatewayCall<ListParams>,
): Promise<GroupMembersResult> {
  const { limit, offset, cursor, roles, mark } = params
  const isByCursor = rulesOf(group).listsMembers === 'cursor'
  const filter = { limit, roles, mark }
  const page = isByCursor
    ? await lists.byCursor(group, filter, readMemberCursor(cursor, gatewayErrors.badParameter))
    : await lists.byOffset(group, filter, offset)
  return {
    members: await toWireMembers(core, group, page.rows, { account, isApp: false, role }),
    offset: isByCursor || page.isLast ? 0 : offset + page.rows.length,
    cursor: isByCursor ? nextCursor(page) : '',
    total: group.members,
  }
}

async function listLive(
  core: GroupCore,
  group: GroupRow,
  { limit, offset, roles, mark }: ListParams,
): Promise<GroupMembersResult> {
  const all = await core.seams.live.occupants(group, mark)
  const wanted = roles ? all.filter(({ role }) => roles.includes(role)) : all
  const page = wanted.slice(offset, offset + limit)
  const end = offset + page.length
  return {
    members: await toLiveMembers(core, group, page),
    offset: end < wanted.length ? end : 0,
    cursor: '',
    total: core.seams.live.online(group),
  }
}

async function toLiveMembers(
  core: GroupCore,
  { app_id: appId }: GroupRow,
  occupants: readonly LiveOccupant[],
): Promise<readonly WireGroupMember[]> {
  const names = occupants.map(({ account }) => account)
  const accounts = await core.accounts.findMany(appId, names)
  return occupants.map((one) => ({
    userId: one.account,
    nick: accounts.get(one.account)?.nick ?? '',
    faceUrl: accounts.get(one.account)?.faceUrl ?? '',
    nameCard: one.nameCard,
    role: one.role,
    joinTime: toSeconds(one.joinedAt),
    lastSendTime: 0,
    muteUntil: toSeconds(one.mutedUntil),
    custom: [],
    online: true,
    marks: one.marks,
  }))
}
