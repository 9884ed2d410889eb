import {
  banGroupMember,
  forbidSendMsg,
  getGroupBanMember,
  getGroupMutedAccount,
  unbanGroupMember,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { toSeconds } from '../../../clock.ts'
import { placeIdOf } from './mutes.ts'
import type { MemberServices } from './rest.ts'
import { banStates, muteStates } from '../snapshots.ts'

/** The commands about mutes and bans in groups. */
export function banRest({ core, mutes, bans }: MemberServices): readonly RestHandler[] {
  return [
    handleRest(
      forbidSendMsg,
      async ({ appId, operator, body }) => {
        await core.directory.get(appId, body.GroupId)
        await mutes.mute({
          appId,
          placeId: placeIdOf(body.GroupId, body.TopicId),
          operator: { account: operator, isApp: true },
          accounts: body.Members_Account,
          seconds: body.MuteTime,
        })
        return {}
      },
      {
        snapshot: ({ appId, body }) =>
          muteStates(core, {
            appId,
            groupId: placeIdOf(body.GroupId, body.TopicId),
            accounts: body.Members_Account,
          }),
      },
    ),
    handleRest(getGroupMutedAccount, async ({ appId, body }) => {
      await core.directory.get(appId, body.GroupId)
      const muted = await mutes.of(appId, placeIdOf(body.GroupId, body.TopicId))
      return {
        GroupId: body.GroupId,
        MutedAccountList: muted.map(({ account, until }) => ({
          Member_Account: account,
          MutedUntil: toSeconds(until),
        })),
      }
    }),
    handleRest(
      banGroupMember,
      async ({ appId, operator, body }) => {
        await bans.ban({
          appId,
          groupId: body.GroupId,
          operator: { account: operator, isApp: true },
          accounts: body.Members_Account,
          seconds: body.Duration,
          description: body.Description,
        })
        return {}
      },
      {
        snapshot: ({ appId, body }) =>
          banStates(core, { appId, groupId: body.GroupId, accounts: body.Members_Account }),
      },
    ),
    handleRest(
      unbanGroupMember,
      async ({ appId, operator, body }) => {
        const { GroupId: groupId, Members_Account: accounts } = body
        await bans.unban({ appId, groupId, operator: { account: operator, isApp: true }, accounts })
        return {}
      },
      {
        snapshot: ({ appId, body }) =>
          banStates(core, { appId, groupId: body.GroupId, accounts: body.Members_Account }),
      },
    ),
    handleRest(getGroupBanMember, async ({ appId, operator: account, body }) => {
      const { GroupId: groupId, Offset: offset, Limit: limit } = body
      const operator = { account, isApp: true }
      const page = await bans.page({ appId, groupId, operator }, { offset, limit })
      return {
        BannedAccountList: page.bans.map(({ account, until }) => ({
          Member_Account: account,
          BannedUntil: toSeconds(until),
        })),
        NextOffset: page.isLast ? 0 : offset + page.bans.length,
      }
    }),
  ]
}
