import {
  addUserToGroup,
  createUserGroup,
  deleteUserGroup,
  getUserGroup,
  listGroupsForUser,
  listUserGroups,
  listUsersForGroup,
  removeUserFromGroup,
  updateUserGroup,
} from '@yanshu/protocol'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import { localTime } from '../local-time.ts'
import { SUB_USER, toDescribed } from '../users/cloud-items.ts'
import type { User } from '../users/user.ts'
import type { Slice } from './group-store.ts'
import type { UserGroup } from './user-group.ts'
import type { Pair, UserGroups } from './user-groups.ts'

export function userGroupActions(groups: UserGroups): readonly ActionHandler[] {
  return [...groupChanges(groups), ...groupReads(groups), ...memberActions(groups)]
}

function groupChanges(groups: UserGroups): readonly ActionHandler[] {
  const snapshot = async (ownerUin: string, groupId: number) => {
    const { name, remark } = await groups.get(ownerUin, groupId)
    return { groupId, name, remark }
  }
  return [
    handleAction(
      createUserGroup,
      async ({ principal, body }) => ({
        GroupId: await groups.create(principal.ownerUin, body.GroupName, body.Remark ?? ''),
      }),
      {
        snapshot: async ({ principal }, answer) =>
          answer && snapshot(principal.ownerUin, answer.GroupId),
      },
    ),
    handleAction(
      updateUserGroup,
      async ({ principal, body }) => {
        const change = { name: body.GroupName, remark: body.Remark }
        await groups.update(principal.ownerUin, body.GroupId, change)
        return {}
      },
      { snapshot: ({ principal, body }) => snapshot(principal.ownerUin, body.GroupId) },
    ),
    handleAction(
      deleteUserGroup,
      async ({ principal, body }) => {
        await groups.delete(principal.ownerUin, body.GroupId)
        return {}
      },
      { snapshot: ({ principal, body }) => snapshot(principal.ownerUin, body.GroupId) },
    ),
  ]
}

/** All members of the largest group. */
const WHOLE: Slice = { offset: 0, limit: 1000 }

function groupReads(groups: UserGroups): readonly ActionHandler[] {
  return [
    handleAction(getUserGroup, async ({ principal, body }) => {
      const group = await groups.get(principal.ownerUin, body.GroupId)
      const { total, items } = await groups.members(principal.ownerUin, body.GroupId, WHOLE)
      return { ...toGroupInfo(group), GroupNum: total, UserInfo: items.map(toMemberInfo) }
    }),
    handleAction(listUserGroups, async ({ principal, body }) => {
      const { total, items } = await groups.list(
        principal.ownerUin,
        body.Keyword ?? '',
        toSlice(body),
      )
      return { TotalNum: total, GroupInfo: items.map(toGroupInfo) }
    }),
    handleAction(listUsersForGroup, async ({ principal, body }) => {
      const slice = toSlice(body)
      const { total, items } = await groups.members(principal.ownerUin, body.GroupId, slice)
      return { TotalNum: total, UserInfo: items.map(toMemberInfo) }
    }),
    handleAction(listGroupsForUser, async ({ principal, body }) => {
      const user = { uin: body.SubUin, uid: body.Uid }
      const { total, items } = await groups.groupsOf(principal.ownerUin, user, toSlice(body))
      return { TotalNum: total, GroupInfo: items.map(toGroupInfo) }
    }),
  ]
}

interface WirePair {
  readonly GroupId: number
  readonly Uin?: number | undefined
  readonly Uid?: number | undefined
}

function memberActions(groups: UserGroups): readonly ActionHandler[] {
  type Call = ActionCall<{ readonly Info: readonly WirePair[] }>
  /** Which of the pairs there are: `{ "200001": { "100000000002": true } }`. */
  const snapshot = async ({ principal, body }: Call) => {
    const present = await groups.present(principal.ownerUin, body.Info.map(toPair))
    const byGroup = Map.groupBy(present, ({ groupId }) => groupId)
    return Object.fromEntries(
      [...byGroup].map(([groupId, members]) => [
        groupId,
        Object.fromEntries(members.map(({ uin }) => [uin, true])),
      ]),
    )
  }
  return [
    handleAction(
      addUserToGroup,
      async ({ principal, body }) => {
        await groups.join(principal.ownerUin, body.Info.map(toPair))
        return {}
      },
      { snapshot },
    ),
    handleAction(
      removeUserFromGroup,
      async ({ principal, body }) => {
        await groups.leave(principal.ownerUin, body.Info.map(toPair))
        return {}
      },
      { snapshot },
    ),
  ]
}

function toPair({ GroupId, Uin, Uid }: WirePair): Pair {
  return { groupId: GroupId, uin: Uin, uid: Uid }
}

function toSlice({ Page, Rp }: { readonly Page: number; readonly Rp: number }): Slice {
  return { offset: (Page - 1) * Rp, limit: Rp }
}

function toGroupInfo({ groupId, name, remark, createdAt }: UserGroup) {
  return {
    GroupId: groupId,
    GroupName: name,
    CreateTime: localTime(createdAt),
    Remark: remark,
  }
}

function toMemberInfo(user: User) {
  const { ConsoleLogin: _, ...described } = toDescribed(user)
  return {
    ...described,
    // Nothing verifies numbers and addresses, and there are no message receivers.
    PhoneFlag: 0,
    EmailFlag: 0,
    IsReceiverOwner: 0,
    UserType: SUB_USER,
    CreateTime: localTime(user.createdAt),
  }
}
