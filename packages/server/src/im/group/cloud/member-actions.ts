import {
  addGroupMembers,
  CloudError,
  describeGroupMembers,
  groupErrors,
  modifyGroupMember,
  removeGroupMembers,
} from '@yanshu/protocol'
import type { ErrorRow, GroupMemberItem } from '@yanshu/protocol'
import type { ActionHandler } from '../../../calls/action-call.ts'
import { handleAction } from '../../../calls/action-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { AddFate, Arrivals } from '../members/arrivals.ts'
import type { Departures } from '../members/departures.ts'
import type { MemberChanges } from '../members/member-changes.ts'
import { mutedAmong } from '../members/restrictions.ts'
import type { GroupCore } from '../service.ts'
import { asGroupCloudError, rowDone } from './cloud-errors.ts'
import { consoleOperator as operator } from './console-operator.ts'
import { memberPage } from './member-page.ts'
import { seatState } from '../snapshots.ts'

export interface MemberActionDeps {
  readonly core: GroupCore
  readonly arrivals: Arrivals
  readonly departures: Departures
  readonly changes: MemberChanges
}

/** The actions about the members of groups. */
export function memberActions(deps: MemberActionDeps): readonly ActionHandler[] {
  return [reading(deps), ...writing(deps)]
}

function reading({ core }: MemberActionDeps): ActionHandler {
  return handleAction(describeGroupMembers, async ({ body }) => {
    const group = await findGroup(core, body.SDKAppID, body.GroupId)
    if (!rulesOf(group).storesMembers) {
      throw new CloudError('OperationDenied', 'live rooms keep no members')
    }
    const search = { prefix: body.Keyword ?? '', role: body.Role }
    const page = await memberPage(core, group, search, { offset: body.Offset, limit: body.Limit })
    return { TotalCount: page.total, MemberList: await toItems(core, group, page.rows) }
  })
}

function writing({ core, arrivals, departures, changes }: MemberActionDeps) {
  const stateOf = (appId: number, groupId: string, accounts: readonly string[]) =>
    seatState(core, { appId, groupId, accounts })
  return [
    handleAction(
      addGroupMembers,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId: groupId } = body
        const accounts = [...new Set(body.UserIDs)]
        await findGroup(core, appId, groupId)
        const fates = await arrivals
          .add({ appId, groupId, operator, accounts })
          .catch(asGroupCloudError)
        return {
          ResultItem: accounts.map((UserID) => ({
            UserID,
            ...resultOf(addResults[fates.get(UserID) ?? 'unknown']),
          })),
        }
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, body.GroupId, body.UserIDs) },
    ),
    handleAction(
      removeGroupMembers,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId: groupId, Reason: reason } = body
        const accounts = [...new Set(body.UserIDs)]
        await findGroup(core, appId, groupId)
        const removed = await departures
          .remove({ appId, groupId, operator, accounts, reason })
          .catch(asGroupCloudError)
        const gone = new Set(removed)
        return {
          ResultItem: accounts.map((UserID) => ({
            UserID,
            ...(gone.has(UserID) ? rowDone : resultOf(noMember)),
          })),
        }
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, body.GroupId, body.UserIDs) },
    ),
    handleAction(
      modifyGroupMember,
      async ({ body }) => {
        const { SDKAppID: appId, GroupId: groupId, UserID: account } = body
        await findGroup(core, appId, groupId)
        const change = { role: body.Role, nameCard: body.NameCard, muteSeconds: body.MuteSeconds }
        await changes.change({ appId, groupId, account, operator }, change).catch(asGroupCloudError)
        return {}
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, body.GroupId, [body.UserID]) },
    ),
  ]
}

/** @throws {CloudError} ResourceNotFound, ResourceNotFound.App. */
async function findGroup(core: GroupCore, appId: number, groupId: string): Promise<GroupRow> {
  await core.apps.get(appId)
  const group = await core.directory.find(appId, groupId)
  if (group) return group
  throw new CloudError('ResourceNotFound', `GroupId ${groupId} not found`)
}

const noMember: ErrorRow = { code: groupErrors.badParameter.code, info: 'is no member' }
const isBanned: ErrorRow = { code: groupErrors.noPermission.code, info: 'is banned' }

/** Undefined where it worked. */
const addResults = {
  added: undefined,
  // Somebody must agree first, which the caller asked for.
  waiting: undefined,
  already: groupErrors.memberAlready,
  banned: isBanned,
  full: groupErrors.groupFull,
  overLimit: groupErrors.tooManyGroupsOfUser,
  unknown: groupErrors.unknownAccount,
} as const satisfies Record<AddFate, ErrorRow | undefined>

function resultOf(error: ErrorRow | undefined) {
  return error ? { ResultCode: error.code, ResultInfo: error.info } : rowDone
}

async function toItems(
  { accounts, db, now }: GroupCore,
  { app_id: appId, group_id: groupId }: GroupRow,
  rows: readonly MemberRow[],
): Promise<GroupMemberItem[]> {
  const ids = rows.map(({ account }) => account)
  const [known, mutes] = await Promise.all([
    accounts.findMany(appId, ids),
    mutedAmong(db, appId, groupId, ids, now()),
  ])
  return rows.map((row) => ({
    UserID: row.account,
    Nick: known.get(row.account)?.nick ?? '',
    NameCard: row.name_card,
    Role: row.role,
    JoinTime: toSeconds(row.joined_at),
    LastSendMsgTime: toSeconds(row.last_send_at),
    MuteUntil: toSeconds(mutes.get(row.account) ?? 0),
  }))
}
