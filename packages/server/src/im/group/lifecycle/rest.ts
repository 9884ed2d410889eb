import {
  changeGroupOwner,
  createGroup,
  destroyGroup,
  groupErrors,
  importGroup,
  ImError,
  modifyGroupBaseInfo,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupCore } from '../service.ts'
import type { GroupLifecycle } from './lifecycle.ts'
import type { Founding, NewGroup } from './new-group.ts'
import type { Operator } from './operator.ts'
import { groupQueryRest } from './rest-queries.ts'
import type { GroupWishes } from './wishes.ts'
import { groupStates } from '../snapshots.ts'

type Call<Command extends { readonly request: z.ZodType }> = RestCall<z.output<Command['request']>>

export interface LifecycleDoor {
  readonly core: GroupCore
  readonly lifecycle: GroupLifecycle
}

/** The commands that groups come, change and go by, and those that read them. */
export function lifecycleRest(door: LifecycleDoor): readonly RestHandler[] {
  return [...coming(door), ...changing(door), ...groupQueryRest(door)]
}

function coming({ core, lifecycle }: LifecycleDoor): readonly RestHandler[] {
  return [
    handleRest(
      createGroup,
      async ({ appId, operator, body }) => {
        const wanted = { ...foundingOf(body), ...permissionsOf(body), members: membersOf(body) }
        const { group } = await lifecycle.create(appId, wanted, byAdmin(operator, 'created'))
        const huge = group.type === 'AVChatRoom' ? (1 as const) : (0 as const)
        return { GroupId: group.group_id, Type: group.type, HugeGroupFlag: huge }
      },
      {
        snapshot: ({ appId, body }, answer) =>
          groupStates(core, appId, [answer?.GroupId ?? body.GroupId]),
      },
    ),
    handleRest(
      importGroup,
      async ({ appId, operator, body }) => {
        const { CreateTime: seconds } = body
        const createdAt = seconds === undefined ? undefined : seconds * 1000
        const wanted = { ...foundingOf(body), createdAt }
        const { group } = await lifecycle.create(appId, wanted, byAdmin(operator, 'imported'))
        return { GroupId: group.group_id }
      },
      {
        snapshot: ({ appId, body }, answer) =>
          groupStates(core, appId, [answer?.GroupId ?? body.GroupId]),
      },
    ),
  ]
}

function changing(door: LifecycleDoor): readonly RestHandler[] {
  const { lifecycle } = door
  return [
    handleRest(
      modifyGroupBaseInfo,
      async (call) => {
        const { appId, body } = call
        await lifecycle.modify(appId, body.GroupId, wishesOf(body), await operatorOf(door, call))
        return {}
      },
      { snapshot: ({ appId, body }) => groupStates(door.core, appId, [body.GroupId]) },
    ),
    handleRest(
      destroyGroup,
      async ({ appId, operator, body }) => {
        await lifecycle.dismiss(appId, body.GroupId, { account: operator, isApp: true })
        return {}
      },
      { snapshot: ({ appId, body }) => groupStates(door.core, appId, [body.GroupId]) },
    ),
    handleRest(
      changeGroupOwner,
      async (call) => {
        const { appId, body } = call
        const succession = { appId, groupId: body.GroupId, newOwner: body.NewOwner_Account }
        await lifecycle.transfer(succession, await operatorOf(door, call))
        return {}
      },
      { snapshot: ({ appId, body }) => groupStates(door.core, appId, [body.GroupId]) },
    ),
  ]
}

/** Neither page lists 10015 and 10019: what they mean is a bad parameter here. */
function byAdmin(operator: string, how: 'created' | 'imported'): Founding {
  const isImported = how === 'imported'
  return {
    isImported,
    leavesOut: false,
    operator,
    isApp: true,
    errors: {
      unknownAccount: groupErrors.badParameter,
      badId: groupErrors.badParameter,
      ownId: isImported ? groupErrors.idTaken : groupErrors.idIsOwn,
      notInPlan: groupErrors.illegalRequest,
    },
  }
}

/** Who something is told to be done by. @throws {ImError} 10004 for who is no account. */
async function operatorOf(
  { core }: LifecycleDoor,
  { appId, operator, body }: RestCall<{ readonly From_Account?: string | undefined }>,
): Promise<Operator> {
  const { From_Account: account = operator } = body
  if (account !== operator && !(await core.accounts.find(appId, account))) {
    throw new ImError(groupErrors.badParameter, `From_Account: ${account} is no account`)
  }
  return { account, isApp: true }
}

type FoundingBody = z.output<typeof importGroup.request>

function foundingOf(body: Omit<FoundingBody, 'CreateTime'>): NewGroup {
  return {
    type: body.Type,
    groupId: body.GroupId,
    owner: body.Owner_Account ?? '',
    ...textsOf(body),
    name: body.Name,
    maxMembers: body.MaxMemberCount,
    supportTopic: body.SupportTopic === 1,
  }
}

function membersOf({ MemberList }: Call<typeof createGroup>['body']): NewGroup['members'] {
  return MemberList?.map(({ Member_Account: account, Role: role, AppMemberDefinedData: data }) => ({
    account,
    role,
    custom: fieldsOf(data),
  }))
}

interface TextsBody {
  readonly Name?: string | undefined
  readonly Introduction?: string | undefined
  readonly Notification?: string | undefined
  readonly FaceUrl?: string | undefined
  readonly ApplyJoinOption?: GroupWishes['applyOption']
  readonly AppDefinedData?: readonly { readonly Key: string; readonly Value: string }[] | undefined
}

function textsOf(body: TextsBody): GroupWishes {
  return {
    name: body.Name,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    applyOption: body.ApplyJoinOption,
    custom: fieldsOf(body.AppDefinedData),
  }
}

interface PermissionsBody {
  readonly InviteJoinOption?: GroupWishes['inviteOption']
  readonly EnablePermission?: 0 | 1 | undefined
  readonly DefaultPermission?: number | undefined
}

function permissionsOf(body: PermissionsBody) {
  const { EnablePermission: enabled } = body
  return {
    inviteOption: body.InviteJoinOption,
    enablePermission: enabled === undefined ? undefined : enabled === 1,
    defaultPermission: body.DefaultPermission,
  } satisfies GroupWishes
}

function wishesOf(body: Call<typeof modifyGroupBaseInfo>['body']): GroupWishes {
  const on = (value: 'On' | 'Off' | undefined) => (value === undefined ? undefined : value === 'On')
  return {
    ...textsOf(body),
    ...permissionsOf(body),
    maxMembers: body.MaxMemberNum,
    muteAll: on(body.MuteAllMember),
    historyBeforeJoin: on(body.HistoryMsgBeforeJoin),
  }
}

function fieldsOf(data: TextsBody['AppDefinedData']) {
  return data?.map(({ Key: key, Value: value }) => ({ key, value }))
}
