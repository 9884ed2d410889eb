import {
  gatewayErrors,
  groupCreate,
  groupDismiss,
  groupErrors,
  groupGetProfiles,
  groupList,
  groupSearch,
  groupTransfer,
  groupUpdate,
  ImError,
} from '@yanshu/protocol'
import type { GroupCreateResult, GroupGetResult, GroupListResult } from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { Repeats } from '../../../calls/repeats.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { JoinedGroup } from './joined-groups.ts'
import type { Founding } from './new-group.ts'
import type { LifecycleDoor } from './rest.ts'
import { toWireGroup, toWireGroups } from './wire-group.ts'

/** What clients do with groups as a whole. */
export function lifecycleGateway(door: LifecycleDoor): readonly GatewayHandler[] {
  return [...changing(door), ...reading(door)]
}

function changing({ core, lifecycle }: LifecycleDoor): readonly GatewayHandler[] {
  const repeats = new Repeats<GroupCreateResult>(core.now)
  return [
    handleMethod(groupCreate, (call) => {
      const { appId, account, params } = call
      const { random } = params
      const name = random === undefined ? undefined : `${appId}/${account}/${random}`
      return repeats.once(name, async () => {
        const { members, ...wishes } = params
        const wanted = {
          ...wishes,
          owner: account,
          members: members?.map(({ userId, ...more }) => ({ account: userId, ...more })),
        }
        const { group, overLimit } = await lifecycle.create(appId, wanted, byOwner(call))
        return { group: await toWireGroup(core, account, group), overLimit }
      })
    }),
    handleMethod(groupDismiss, async (call) => {
      await lifecycle.dismiss(call.appId, call.params.groupId, operatorOf(call))
      return {}
    }),
    handleMethod(groupUpdate, async (call) => {
      const { groupId, ...wishes } = call.params
      const group = await lifecycle.modify(call.appId, groupId, wishes, operatorOf(call))
      return { group: await fresh({ core, lifecycle }, call, group) }
    }),
    handleMethod(groupTransfer, async (call) => {
      const { appId, params } = call
      const succession = { appId, ...params }
      const group = await lifecycle.transfer(succession, operatorOf(call))
      return { group: await fresh({ core, lifecycle }, call, group) }
    }),
  ]
}

function byOwner({ account, sessionId }: GatewayCall<unknown>): Founding {
  return {
    isImported: false,
    leavesOut: true,
    operator: account,
    sessionId,
    isApp: false,
    errors: {
      unknownAccount: groupErrors.unknownAccount,
      badId: groupErrors.badGroupId,
      ownId: groupErrors.idIsOwn,
      notInPlan: gatewayErrors.notInPlan,
    },
  }
}

function operatorOf({ account, sessionId }: GatewayCall<unknown>) {
  return { account, isApp: false, sessionId }
}

/** A group after a change, with the tip about it: that is a message of its own. */
async function fresh(
  { core, lifecycle }: LifecycleDoor,
  { appId, account }: GatewayCall<unknown>,
  group: GroupRow,
) {
  const rows = await lifecycle.read(appId, [group.group_id])
  return toWireGroup(core, account, rows.get(group.group_id) ?? group)
}

function reading(door: LifecycleDoor): readonly GatewayHandler[] {
  const { core, lifecycle } = door
  return [
    handleMethod(groupList, (call) => list(door, call)),
    handleMethod(groupGetProfiles, async ({ appId, account, params }): Promise<GroupGetResult> => {
      const ids = [...new Set(params.groupIds)]
      const rows = await lifecycle.read(appId, ids)
      const groups = await toWireGroups(core, account, [...rows.values()])
      const shown = new Map(
        groups
          .filter((group) => group.self !== undefined || isFound(rows.get(group.groupId)))
          .map((group) => [group.groupId, group]),
      )
      const missing = ids.filter((id) => !shown.has(id))
      return {
        groups: ids.flatMap((id) => shown.get(id) ?? []),
        failed: missing.map((groupId) => ({
          groupId,
          code: (rows.has(groupId) ? groupErrors.noPermission : groupErrors.noGroup).code,
        })),
      }
    }),
    handleMethod(groupSearch, async ({ appId, account, params: { groupId } }) => {
      const row = (await lifecycle.read(appId, [groupId])).get(groupId)
      if (!row) throw new ImError(groupErrors.noGroup, groupId)
      if (!isFound(row)) throw new ImError(groupErrors.noPermission, groupId)
      return { group: await toWireGroup(core, account, row) }
    }),
  ]
}

function isFound(group: GroupRow | undefined): boolean {
  return group !== undefined && rulesOf(group).isFound
}

interface ListParams {
  readonly type?: GroupRow['type'] | undefined
  readonly supportTopic: boolean
  readonly cursor: string
  readonly limit: number
}

async function list(
  { core, lifecycle: { joined } }: LifecycleDoor,
  { appId, account, params }: GatewayCall<ListParams>,
): Promise<GroupListResult> {
  const { type, supportTopic, cursor, limit } = params
  const filter = { type, supportTopic, withInactive: false, withLive: false }
  await core.caughtUp()
  const page = { order: 'newest', limit: limit + 1, after: readCursor(cursor) } as const
  const rows = await joined.page(appId, account, filter, page)
  const shown = rows.slice(0, limit)
  return {
    groups: await toWireGroups(core, account, shown),
    total: await joined.count(appId, account, filter),
    cursor: rows.length > limit ? cursorOf(shown.at(-1)) : '',
  }
}

function cursorOf(row: JoinedGroup | undefined): string {
  return row ? `${row.joined_at}-${row.group_id}` : ''
}

/** A cursor that is none begins anew. */
function readCursor(cursor: string) {
  const [, time = '', groupId = ''] = /^(\d{1,15})-(.+)$/.exec(cursor) ?? []
  return groupId === '' ? undefined : { joinedAt: Number(time), groupId }
}
