import {
  getGroupMemberInfo,
  getSpecifiedGroupMemberInfo,
  groupErrors,
  groupLimits,
  ImError,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupRow } from '../group.ts'
import { requireType } from '../permissions.ts'
import { toMemberItems } from './member-items.ts'
import { nextCursor, pagingOf, readMemberCursor } from './member-lists.ts'
import type { MemberServices } from './rest.ts'

/** Characters of an answer (10018); its items are of ASCII but for names that members gave themselves. */
const LONGEST_ANSWER = 1024 * 1024

type ListBody = z.output<typeof getGroupMemberInfo.request>

/** The commands that read members. */
export function memberListRest(services: MemberServices): readonly RestHandler[] {
  const { core } = services
  return [
    handleRest(getGroupMemberInfo, async ({ appId, body }) => {
      const group = await core.directory.get(appId, body.GroupId)
      const answer =
        pagingOf(group) === 'cursor'
          ? await byCursor(services, group, body)
          : await byOffset(services, group, body)
      if (JSON.stringify(answer).length > LONGEST_ANSWER)
        throw new ImError(groupErrors.replyTooLong)
      return answer
    }),
    handleRest(getSpecifiedGroupMemberInfo, async ({ appId, body }) => {
      const group = await core.directory.get(appId, body.GroupId)
      requireType(group, ({ storesMembers }) => storesMembers)
      await core.caughtUp()
      const found = await core.members.findMany(appId, body.GroupId, body.Member_List_Account)
      const roles = new Set(body.MemberRoleFilter)
      const rows = [...new Set(body.Member_List_Account)]
        .map((account) => found.get(account))
        .filter((row) => row !== undefined)
        .filter(({ role }) => roles.size === 0 || roles.has(role))
      return { GroupId: body.GroupId, MemberList: await toMemberItems(core, group, rows, body) }
    }),
  ]
}

/** All members at once where no limit is given, as long as one page holds them. */
async function byOffset({ core, lists }: MemberServices, group: GroupRow, body: ListBody) {
  const { Limit, Offset, MemberRoleFilter: roles } = body
  const page = await lists.byOffset(
    group,
    { roles, limit: Limit ?? groupLimits.membersPerPage },
    Offset,
  )
  if (Limit === undefined && !page.isLast) throw new ImError(groupErrors.tooManyForPage)
  return {
    MemberNum: group.members,
    MemberList: await toMemberItems(core, group, page.rows, body),
  }
}

async function byCursor({ core, lists }: MemberServices, group: GroupRow, body: ListBody) {
  const { Limit: limit = groupLimits.membersPerPage, Next, MemberRoleFilter: roles } = body
  if (Next === undefined) {
    throw new ImError(groupErrors.badParameter, 'Next: a community is read by it')
  }
  const after = readMemberCursor(Next, groupErrors.badParameter)
  const page = await lists.byCursor(group, { roles, limit }, after)
  return {
    MemberNum: group.members,
    MemberList: await toMemberItems(core, group, page.rows, body),
    Next: nextCursor(page),
  }
}
