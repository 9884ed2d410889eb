import {
  CloudError,
  createGroupAction,
  describeGroup,
  describeGroupList,
  dismissGroups,
  groupErrors,
  groupType,
  ImError,
  importGroups,
  modifyGroupAction,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { ActionHandler } from '../../../calls/action-call.ts'
import { handleAction } from '../../../calls/action-call.ts'
import { BUILT_IN } from '../../app/service.ts'
import type { GroupLifecycle } from '../lifecycle/lifecycle.ts'
import type { Founding } from '../lifecycle/new-group.ts'
import { groupRules } from '../matrix.ts'
import type { GroupCore } from '../service.ts'
import type { RowResult } from './cloud-errors.ts'
import { asGroupCloudError, rowResult } from './cloud-errors.ts'
import { consoleOperator as operator } from './console-operator.ts'
import { toGroupDetails, toGroupItem } from './group-items.ts'
import { groupStates } from '../snapshots.ts'

export interface GroupActionDeps {
  readonly core: GroupCore
  readonly lifecycle: GroupLifecycle
}

/** The actions about groups as a whole. */
export function groupActions(deps: GroupActionDeps): readonly ActionHandler[] {
  return [...reading(deps), ...writing(deps)]
}

function reading({ core, lifecycle }: GroupActionDeps): readonly ActionHandler[] {
  const { apps, seams } = core
  return [
    handleAction(describeGroupList, async ({ body }) => {
      const { SDKAppID: appId, GroupIds, Keyword: keyword = '', Type: type } = body
      await apps.get(appId)
      if (GroupIds) {
        const found = await lifecycle.read(appId, GroupIds)
        const groups = [...new Set(GroupIds)].flatMap((id) => found.get(id) ?? [])
        return {
          TotalCount: groups.length,
          GroupList: groups.map((group) => toGroupItem(seams, group)),
        }
      }
      const page = await lifecycle.page(appId, { keyword, type }, body.Offset, body.Limit)
      return {
        TotalCount: page.total,
        GroupList: page.groups.map((group) => toGroupItem(seams, group)),
      }
    }),
    handleAction(describeGroup, async ({ body }) => {
      const { SDKAppID: appId, GroupId } = body
      const fields = await apps.groupFields(appId)
      const group = (await lifecycle.read(appId, [GroupId])).get(GroupId)
      if (!group) throw new CloudError('ResourceNotFound', `GroupId ${GroupId} not found`)
      return toGroupDetails(seams, fields, group)
    }),
  ]
}

function writing({ core, lifecycle }: GroupActionDeps): readonly ActionHandler[] {
  const stateOf = (appId: number, groupIds: readonly (string | undefined)[]) =>
    groupStates(core, appId, groupIds)
  return [
    handleAction(
      createGroupAction,
      async ({ body }) => {
        const wanted = {
          name: body.Name,
          type: body.Type,
          groupId: body.GroupId,
          owner: body.OwnerUserID ?? '',
          introduction: body.Introduction,
          supportTopic: body.SupportTopic,
        }
        const { group } = await lifecycle
          .create(body.SDKAppID, wanted, foundingOf(false))
          .catch(asGroupCloudError)
        return { GroupId: group.group_id }
      },
      { snapshot: ({ body }, answer) => stateOf(body.SDKAppID, [answer?.GroupId ?? body.GroupId]) },
    ),
    handleAction(
      importGroups,
      async ({ body }) => {
        await core.apps.get(body.SDKAppID)
        const results: RowResult[] = []
        for (const row of body.GroupList) {
          results.push(await rowResult(() => importOne(lifecycle, body.SDKAppID, row)))
        }
        const failed = results.flatMap(({ ResultCode: Code, ResultInfo: Message }, Index) => {
          const GroupId = body.GroupList[Index]?.GroupId ?? ''
          return Code === 0 ? [] : [{ Index, GroupId, Code, Message }]
        })
        return { SuccessCount: results.length - failed.length, FailGroups: failed }
      },
      {
        snapshot: ({ body }) =>
          stateOf(
            body.SDKAppID,
            body.GroupList.map(({ GroupId }) => GroupId),
          ),
      },
    ),
    handleAction(
      modifyGroupAction,
      async ({ body }) => {
        await modify(lifecycle, body).catch(asGroupCloudError)
        return {}
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, [body.GroupId]) },
    ),
    handleAction(
      dismissGroups,
      async ({ body }) => {
        const { SDKAppID: appId } = body
        await core.apps.get(appId)
        const items: (RowResult & { GroupId: string })[] = []
        for (const GroupId of new Set(body.GroupIds)) {
          const result = await rowResult(() => lifecycle.dismiss(appId, GroupId, operator))
          items.push({ GroupId, ...result })
        }
        return { ResultItem: items }
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, body.GroupIds) },
    ),
  ]
}

async function modify(
  lifecycle: GroupLifecycle,
  body: z.output<typeof modifyGroupAction.request>,
): Promise<void> {
  const { SDKAppID: appId, GroupId: groupId, OwnerUserID: newOwner } = body
  const wishes = {
    name: body.Name,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    maxMembers: body.MaxMemberNum,
    applyOption: body.ApplyJoinOption,
    inviteOption: body.InviteJoinOption,
    muteAll: body.MuteAllMember,
  }
  const hasWishes = Object.values(wishes).some((wish) => wish !== undefined)
  // A call that asks for nothing still says whether the group is there.
  if (hasWishes || newOwner === undefined) {
    await lifecycle.modify(appId, groupId, wishes, operator)
  }
  if (newOwner !== undefined) {
    await lifecycle.transfer({ appId, groupId, newOwner }, operator)
  }
}

type ImportedRow = z.output<typeof importGroups.request>['GroupList'][number]

/** @throws {ImError} as a row of an import answers it. */
async function importOne(
  lifecycle: GroupLifecycle,
  appId: number,
  row: ImportedRow,
): Promise<void> {
  const type = groupType.safeParse(row.Type).data
  if (type === undefined) throw new ImError(groupErrors.badParameter, `Type: ${row.Type}`)
  if (row.Name === '') throw new ImError(groupErrors.badParameter, 'Name: is missing')
  const wanted = {
    name: row.Name,
    type,
    groupId: row.GroupId,
    owner: row.OwnerUserID ?? '',
    introduction: row.Introduction,
    supportTopic: row.SupportTopic,
  }
  // Live rooms keep nothing that could be moved here: they are made anew.
  await lifecycle.create(appId, wanted, foundingOf(groupRules[type].canImport))
}

function foundingOf(isImported: boolean): Founding {
  return {
    isImported,
    leavesOut: false,
    operator: BUILT_IN,
    isApp: true,
    errors: {
      unknownAccount: groupErrors.unknownAccount,
      badId: groupErrors.badGroupId,
      ownId: groupErrors.idTaken,
      notInPlan: groupErrors.illegalRequest,
    },
  }
}
