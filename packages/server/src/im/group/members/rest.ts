import {
  addGroupMember,
  deleteGroupMember,
  getRoleInGroup,
  groupErrors,
  ImError,
  importGroupMember,
  modifyGroupMemberInfo,
  msgFlags,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { rulesOf } from '../group.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import type { AddFate, Arrivals } from './arrivals.ts'
import type { Bans } from './bans.ts'
import type { Departures } from './departures.ts'
import type { ImportFate, MemberImports } from './imports.ts'
import type { MemberChanges } from './member-changes.ts'
import type { MemberLists } from './member-lists.ts'
import type { Mutes } from './mutes.ts'
import { banRest } from './rest-bans.ts'
import { memberListRest } from './rest-lists.ts'
import { memberStates, seatState } from '../snapshots.ts'

/** Everything that members are changed and read by. */
export interface MemberServices {
  readonly core: GroupCore
  readonly arrivals: Arrivals
  readonly departures: Departures
  readonly imports: MemberImports
  readonly changes: MemberChanges
  readonly mutes: Mutes
  readonly bans: Bans
  readonly lists: MemberLists
}

/** The commands about members of groups. */
export function memberRest(services: MemberServices): readonly RestHandler[] {
  return [
    ...comingAndGoing(services),
    ...changing(services),
    ...memberListRest(services),
    ...banRest(services),
  ]
}

const addResults = {
  added: 1,
  already: 2,
  waiting: 3,
  overLimit: 4,
  banned: 0,
  full: 0,
  unknown: 0,
} as const satisfies Record<AddFate, number>

const importResults = { imported: 1, already: 2, failed: 0 } as const satisfies Record<
  ImportFate,
  number
>

function comingAndGoing({ core, arrivals, departures, imports }: MemberServices) {
  return [
    handleRest(
      addGroupMember,
      async ({ appId, operator, body }) => {
        const fates = await arrivals.add({
          appId,
          groupId: body.GroupId,
          operator: { account: operator, isApp: true },
          accounts: namesOf(body.MemberList),
          isSilent: body.Silence === 1,
        })
        // Where nobody came in for want of places for groups, that is the answer.
        if ([...fates.values()].every((fate) => fate === 'overLimit')) {
          throw new ImError(groupErrors.tooManyGroupsOfUser)
        }
        return {
          MemberList: namesOf(body.MemberList).map((Member_Account) => ({
            Member_Account,
            Result: addResults[fates.get(Member_Account) ?? 'unknown'],
          })),
        }
      },
      {
        snapshot: ({ appId, body }) =>
          memberStates(core, { appId, groupId: body.GroupId, accounts: namesOf(body.MemberList) }),
      },
    ),
    handleRest(
      deleteGroupMember,
      async ({ appId, operator, body }) => {
        const group = await core.directory.get(appId, body.GroupId)
        if (!rulesOf(group).storesMembers) {
          throw new ImError(groupErrors.badParameter, 'live rooms keep no members')
        }
        await departures.remove({
          appId,
          groupId: body.GroupId,
          operator: { account: operator, isApp: true },
          accounts: body.MemberToDel_Account,
          reason: body.Reason,
          isSilent: body.Silence === 1,
        })
        return {}
      },
      {
        snapshot: ({ appId, body }) =>
          memberStates(core, { appId, groupId: body.GroupId, accounts: body.MemberToDel_Account }),
      },
    ),
    handleRest(
      importGroupMember,
      async ({ appId, body }) => {
        const wanted = body.MemberList.map((one) => ({
          account: one.Member_Account,
          role: one.Role,
          joinedAt: one.JoinTime === undefined ? undefined : one.JoinTime * 1000,
          unread: one.UnreadMsgNum,
        }))
        const fates = await imports.import(appId, body.GroupId, wanted)
        return {
          MemberList: namesOf(body.MemberList).map((Member_Account) => ({
            Member_Account,
            Result: importResults[fates.get(Member_Account) ?? 'failed'],
          })),
        }
      },
      {
        snapshot: ({ appId, body }) =>
          memberStates(core, { appId, groupId: body.GroupId, accounts: namesOf(body.MemberList) }),
      },
    ),
  ]
}

function changing({ core, changes }: MemberServices) {
  return [
    handleRest(
      modifyGroupMemberInfo,
      async ({ appId, operator, body }) => {
        const key = {
          appId,
          groupId: body.GroupId,
          account: body.Member_Account,
          operator: { account: operator, isApp: true },
        }
        await changes.change(key, {
          role: body.Role,
          msgFlag: body.MsgFlag === undefined ? undefined : msgFlags.indexOf(body.MsgFlag),
          nameCard: body.NameCard,
          muteSeconds: body.MuteTime,
          custom: body.AppMemberDefinedData?.map(({ Key, Value }) => ({ key: Key, value: Value })),
        })
        return {}
      },
      {
        snapshot: ({ appId, body }) =>
          seatState(core, { appId, groupId: body.GroupId, accounts: [body.Member_Account] }),
      },
    ),
    handleRest(getRoleInGroup, async ({ appId, body }) => {
      const group = await core.directory.get(appId, body.GroupId)
      requireType(group, ({ storesMembers }) => storesMembers)
      const rows = await core.members.findMany(appId, body.GroupId, body.User_Account)
      return {
        UserIdList: body.User_Account.map((Member_Account) => ({
          Member_Account,
          Role: rows.get(Member_Account)?.role ?? ('NotMember' as const),
        })),
      }
    }),
  ]
}

function namesOf(list: readonly { readonly Member_Account: string }[]): readonly string[] {
  return list.map(({ Member_Account }) => Member_Account)
}
