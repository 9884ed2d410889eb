import {
  addLiveRobots,
  checkLiveMembers,
  delLiveRobots,
  getLiveAdminList,
  getLiveMembers,
  getOnlineMemberNum,
  modifyLiveAdmin,
  modifyLiveMember,
  sendBroadcastMsg,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { GroupRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { LiveAdmins } from './admins.ts'
import type { Broadcasts } from './broadcasts.ts'
import { requireLiveRoom, requireMemberList } from './gates.ts'
import type { LiveRoomService } from './live-room-service.ts'
import type { RoomMarks } from './room-marks.ts'

/** Entries of one answer of `get_members`; an older page says 500. */
const PAGE = 250

export interface LiveRestDeps {
  readonly core: GroupCore
  readonly live: LiveRoomService
  readonly marks: RoomMarks
  readonly admins: LiveAdmins
  readonly broadcasts: Broadcasts
}

/** The commands of live rooms. */
export function liveRest(deps: LiveRestDeps): readonly RestHandler[] {
  return [...roomRest(deps), ...listRest(deps), ...markRest(deps)]
}

function roomRest({ core, admins, broadcasts }: LiveRestDeps): readonly RestHandler[] {
  const { directory, accounts, onlineCounts } = core
  return [
    handleRest(getOnlineMemberNum, async ({ appId, body }) => ({
      OnlineMemberNum: await onlineCounts.of(await directory.get(appId, body.GroupId)),
    })),
    handleRest(
      modifyLiveAdmin,
      async ({ appId, operator, body }) => {
        const group = await directory.get(appId, body.GroupId)
        await admins.modify(group, body.Admin_Account, body.CommandType === 1, operator)
        return {}
      },
      {
        snapshot: async ({ appId, body }) => ({
          Administrators: await admins.list(await directory.get(appId, body.GroupId)),
        }),
      },
    ),
    handleRest(getLiveAdminList, async ({ appId, body }) => {
      const userIds = await admins.list(await directory.get(appId, body.GroupId))
      const known = await accounts.findMany(appId, userIds)
      return {
        Admin_List: userIds.map((userId) => ({
          Admin_Account: userId,
          NickName: known.get(userId)?.nick ?? '',
          Avatar: known.get(userId)?.faceUrl ?? '',
        })),
      }
    }),
    handleRest(sendBroadcastMsg, async ({ appId, operator, body }) => ({
      MsgSeq: await broadcasts.send({
        appId,
        from: body.From_Account ?? operator,
        random: body.Random,
        body: body.MsgBody,
        cloudCustomData: body.CloudCustomData,
      }),
    })),
  ]
}

function listRest({ core, live }: LiveRestDeps): readonly RestHandler[] {
  const { accounts, now } = core
  return [
    handleRest(getLiveMembers, async ({ appId, body }) => {
      const group = await roomOf(core, appId, body.GroupId)
      const most = await live.listed(appId)
      const room = live.rooms.of(group)
      room?.expire(now())
      const before = body.Timestamp === 0 ? undefined : body.Timestamp
      // One more than fits tells whether there is a next page.
      const found = room?.list({ most, mark: body.Mark, before, limit: PAGE + 1 }) ?? []
      const page = found.slice(0, PAGE)
      const known = await accounts.findMany(
        appId,
        page.map(({ account }) => account),
      )
      return {
        MemberList: page.map(({ account, joinedAt }) => ({
          Member_Account: account,
          JoinTime: toSeconds(joinedAt),
          NickName: known.get(account)?.nick ?? '',
          Avatar: known.get(account)?.faceUrl ?? '',
        })),
        NextTimestamp: found.length > PAGE ? (page.at(-1)?.stamp ?? 0) : 0,
      }
    }),
    handleRest(checkLiveMembers, async ({ appId, body }) => {
      const group = await roomOf(core, appId, body.GroupId)
      const room = live.rooms.of(group)
      room?.expire(now())
      const asked = [...new Set(body.Member_Account)]
      return { Member_Account: asked.filter((account) => room?.of(account) !== undefined) }
    }),
  ]
}

function markRest({ core, marks }: LiveRestDeps): readonly RestHandler[] {
  const markable = async (appId: number, groupId: string) => {
    const group = await roomOf(core, appId, groupId)
    requireMemberList(await core.apps.get(appId))
    return group
  }
  return [
    handleRest(modifyLiveMember, async ({ appId, body }) => {
      const group = await markable(appId, body.GroupId)
      const wanted = body.MemberList.map((one) => ({
        account: one.Member_Account,
        marks: one.Marks,
      }))
      const done =
        body.CommandType === 1 ? await marks.set(group, wanted) : marks.clear(group, wanted)
      return {
        CommandType: body.CommandType,
        MemberList: done.map((one) => ({ Member_Account: one.account, Marks: [...one.marks] })),
      }
    }),
    handleRest(addLiveRobots, async ({ appId, body }) => {
      await marks.addRobots(await markable(appId, body.GroupId), body.Member_Account)
      return {}
    }),
    handleRest(delLiveRobots, async ({ appId, body }) => {
      marks.removeRobots(await markable(appId, body.GroupId), body.Member_Account)
      return {}
    }),
  ]
}

/** @throws {ImError} 10007, 10010. */
async function roomOf(core: GroupCore, appId: number, groupId: string): Promise<GroupRow> {
  const group = await core.directory.get(appId, groupId)
  requireLiveRoom(group)
  return group
}
