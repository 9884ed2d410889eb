import {
  byteLength,
  getAppidGroupList,
  getGroupInfo,
  getJoinedGroupList,
  groupErrors,
  groupId as groupIdForm,
  ImError,
  msgFlags,
} from '@yanshu/protocol'
import type { SelfName } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { toMemberItems } from '../service.ts'
import type { JoinedGroup } from './joined-groups.ts'
import { baseOf, chosenBase, customItems } from './rest-base.ts'
import type { LifecycleDoor } from './rest.ts'

/** Bytes of one answer. */
const LONGEST_ANSWER = 1024 * 1024

/** An answer with more members or groups than this is too long however little is asked of each. */
const MOST_ITEMS = 50_000

/** The commands that read groups. */
export function groupQueryRest(door: LifecycleDoor): readonly RestHandler[] {
  return [
    handleRest(getAppidGroupList, async (call) => short(await appGroups(door, call))),
    handleRest(getGroupInfo, async (call) => short(await groupInfo(door, call))),
    handleRest(getJoinedGroupList, async (call) => short(await joinedGroups(door, call))),
  ]
}

/** @throws {ImError} 10018. */
function short<Answer extends object>(answer: Answer): Answer {
  if (byteLength(JSON.stringify(answer)) > LONGEST_ANSWER) {
    throw new ImError(groupErrors.replyTooLong)
  }
  return answer
}

type Call<Command extends { readonly request: z.ZodType }> = RestCall<z.output<Command['request']>>

async function appGroups(
  { lifecycle: { pages } }: LifecycleDoor,
  { appId, body }: Call<typeof getAppidGroupList>,
) {
  const { Limit: limit, Next: next, GroupType: type } = body
  if (type === 'BChatRoom') return { TotalCount: 0, GroupIdList: [], Next: 0 }
  const rows = await pages.after(appId, type, next, limit + 1)
  const page = rows.slice(0, limit)
  return {
    TotalCount: await pages.count(appId, type),
    GroupIdList: page.map((row) => ({ GroupId: row.group_id })),
    Next: rows.length > limit ? (page.at(-1)?.conversation ?? 0) : 0,
  }
}

type InfoFilter = NonNullable<Call<typeof getGroupInfo>['body']['ResponseFilter']>

async function groupInfo(
  { core, lifecycle }: LifecycleDoor,
  { appId, body }: Call<typeof getGroupInfo>,
) {
  const { GroupIdList: ids, ResponseFilter: filter } = body
  const good = ids.filter((id) => groupIdForm.safeParse(id).success)
  const rows = await lifecycle.read(appId, good)
  const members = await memberLists({ core, lifecycle }, [...rows.values()], filter)
  const fields = await core.apps.groupFields(appId)
  const isWhole = filter === undefined
  return {
    GroupInfo: ids.map((id) => {
      const group = rows.get(id)
      if (!group)
        return failed(id, good.includes(id) ? groupErrors.noGroup : groupErrors.badGroupId)
      const named = filter?.AppDefinedDataFilter_Group
      const names = isWhole ? undefined : (filter.GroupBaseInfoFilter ?? [])
      const list = members.get(id)
      return {
        ...chosenBase(baseOf(core.seams, group), names),
        ErrorCode: 0,
        ErrorInfo: '',
        ...(isWhole || named ? { AppDefinedData: customItems(fields, group, named) } : {}),
        ...(list ? { MemberList: list } : {}),
      }
    }),
  }
}

function failed(GroupId: string, { code, info }: { readonly code: number; readonly info: string }) {
  return { GroupId, ErrorCode: code, ErrorInfo: info }
}

/** The members of groups, where they are asked for; by GroupID. */
async function memberLists(
  { core }: LifecycleDoor,
  groups: readonly GroupRow[],
  filter: InfoFilter | undefined,
): Promise<ReadonlyMap<string, Awaited<ReturnType<typeof toMemberItems>>>> {
  const { MemberInfoFilter, AppDefinedDataFilter_GroupMember } = filter ?? {}
  const isAsked = !filter || MemberInfoFilter || AppDefinedDataFilter_GroupMember
  const stored = isAsked ? groups.filter((group) => rulesOf(group).storesMembers) : []
  const rows = await membersOf({ core }, stored)
  const lists = await Promise.all(
    stored.map(async (group) => {
      const own = rows.get(group.group_id) ?? []
      const items = await toMemberItems(core, group, own, filter ?? {})
      return [group.group_id, items] as const
    }),
  )
  return new Map(lists)
}

async function membersOf(
  { core }: Pick<LifecycleDoor, 'core'>,
  groups: readonly GroupRow[],
): Promise<ReadonlyMap<string, readonly MemberRow[]>> {
  const [first] = groups
  if (!first) return new Map()
  const total = groups.reduce((sum, { members }) => sum + members, 0)
  // Not even read: a community alone may have twice as many.
  if (total > MOST_ITEMS) throw new ImError(groupErrors.replyTooLong)
  const rows = await core.db
    .selectFrom('group_member')
    .selectAll()
    .where('app_id', '=', first.app_id)
    .where(
      'group_id',
      'in',
      groups.map((group) => group.group_id),
    )
    .orderBy('group_id')
    .orderBy('joined_at')
    .orderBy('account')
    .execute()
  return Map.groupBy(rows, (row) => row.group_id)
}

async function joinedGroups(
  { core, lifecycle: { joined } }: LifecycleDoor,
  { appId, body }: Call<typeof getJoinedGroupList>,
) {
  const { Member_Account: account, GroupType: type, Limit, Offset: offset } = body
  if (type === 'BChatRoom') return { TotalCount: 0, GroupIdList: [] }
  const filter = {
    type,
    supportTopic: body.SupportTopic === 1,
    withInactive: body.WithNoActiveGroups === 1,
    withLive: body.WithHugeGroups === 1,
  }
  await core.caughtUp()
  const limit = Math.min(Limit ?? MOST_ITEMS, MOST_ITEMS)
  const [total, rows] = [
    await joined.count(appId, account, filter),
    await joined.page(appId, account, filter, { order: 'oldest', limit, offset }),
  ]
  const { GroupBaseInfoFilter: names = [], SelfInfoFilter: self } = body.ResponseFilter ?? {}
  return {
    TotalCount: total,
    GroupIdList: rows.map((row) => ({
      ...chosenBase(baseOf(core.seams, row), names),
      ...(self ? { SelfInfo: selfInfo(row, self) } : {}),
    })),
  }
}

function selfInfo(row: JoinedGroup, names: readonly SelfName[]) {
  const all = {
    Role: row.role,
    JoinTime: toSeconds(row.joined_at),
    MsgFlag: msgFlags[row.msg_flag] ?? ('AcceptAndNotify' as const),
    MsgSeq: row.read_seq,
  }
  return Object.fromEntries(names.map((name) => [name, all[name]])) as Partial<typeof all>
}
