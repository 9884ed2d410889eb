import {
  friendAddOne,
  friendChange,
  friendCheckSome,
  friendGetSome,
  friendList,
  friendRemove,
  ImError,
  relationErrors,
} from '@yanshu/protocol'
import type { FriendListResult, WireFriend } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { AccountService } from '../account/service.ts'
import type { ProfileService } from '../profile/service.ts'
import { customOf } from './friend-view.ts'
import { relationListGateway } from './gateway-lists.ts'
import { outcomesOf } from './gateway-results.ts'
import type { FriendRow } from './rows.ts'
import { groupsOf } from './rows.ts'
import type { Relations } from './service.ts'

export interface RelationGatewayDeps {
  readonly relations: Relations
  readonly profiles: ProfileService
  readonly accounts: AccountService
}

/** What clients ask of the relationship chain. */
export function relationGateway(deps: RelationGatewayDeps): readonly GatewayHandler[] {
  return [...reading(deps), ...changing(deps), ...relationListGateway(deps)]
}

function reading(deps: RelationGatewayDeps): readonly GatewayHandler[] {
  const { friends } = deps.relations
  return [
    handleMethod(friendList, ({ appId, account, params }) =>
      listPage(deps, { appId, account }, params),
    ),
    handleMethod(friendGetSome, async ({ appId, account, params }) => {
      const rows = await friends.among(appId, account, params.userIds)
      return { friends: await toWire(deps, appId, [...rows.values()]) }
    }),
    handleMethod(friendCheckSome, async ({ appId, account, params }) => {
      const both = params.type === 'CheckResult_Type_Both'
      const found = await friends.check(appId, account, params.userIds, both)
      const results = outcomesOf(found).map((outcome, at) => ({
        ...outcome,
        relation: found[at]?.relation ?? ('CheckResult_Type_NoRelation' as const),
      }))
      return { results }
    }),
  ]
}

function changing(deps: RelationGatewayDeps): readonly GatewayHandler[] {
  const { entries, friends, requests } = deps.relations
  return [
    handleMethod(friendAddOne, async ({ appId, account, params }) => {
      const { userId, source, wording = '', remark = '', groupName: group = '', type } = params
      const wanted = [{ userId, source, wording, remark, group }]
      const [outcome] = await requests.add({ appId, from: account, wanted, type, forced: false })
      const error = outcome?.error
      if (error && error.code !== relationErrors.pending.code) throw new ImError(error)
      return { pending: error !== undefined }
    }),
    handleMethod(friendRemove, async ({ appId, account, params }) => ({
      results: outcomesOf(await friends.delete(appId, account, params.userIds, params.type)),
    })),
    handleMethod(friendChange, async ({ appId, account, params }) => {
      const { userId, remark, custom = {} } = params
      const items = [
        ...(remark === undefined ? [] : [{ tag: 'Tag_SNS_IM_Remark', value: remark }]),
        ...Object.entries(custom).map(([tag, value]) => ({ tag, value })),
      ]
      const [outcome] = await entries.update(appId, account, [{ userId, items }])
      if (outcome?.error) throw new ImError(outcome.error, userId)
      const rows = await friends.among(appId, account, [userId])
      const [friend] = await toWire(deps, appId, [...rows.values()])
      if (!friend) throw new ImError(relationErrors.badParameter, userId)
      return { friend }
    }),
  ]
}

async function listPage(
  deps: RelationGatewayDeps,
  { appId, account }: { readonly appId: number; readonly account: string },
  { since, cursor, limit }: { since: number; cursor: number; limit: number },
): Promise<FriendListResult> {
  const { friends } = deps.relations
  await friends.exists(appId, account)
  const stand = await friends.standOf(appId, account)
  // Removed rows leave no trace: who has not seen the last removal begins anew. So does who comes
  // with a sequence of an account that had this UserID before.
  const whole = since === 0 || since < stand.removedSequence || since > stand.sequence
  const after = Math.max(cursor, whole ? 0 : since)
  const page = await friends.pageOf(stand, { appId, owner: account, after, limit })
  return {
    friends: await toWire(deps, appId, page.rows),
    whole,
    sequence: page.sequence,
    total: page.total,
    cursor: page.complete ? 0 : (page.rows.at(-1)?.version ?? 0),
  }
}

/** Friends with their profiles as users see them, in one read. */
async function toWire(
  { profiles }: RelationGatewayDeps,
  appId: number,
  rows: readonly FriendRow[],
): Promise<readonly WireFriend[]> {
  if (rows.length === 0) return []
  const seen = await profiles.seenBy(
    'user',
    appId,
    rows.map(({ friend }) => friend),
  )
  const byId = new Map(seen.map((one) => [one.userId, one]))
  return rows.map((row) => ({
    userId: row.friend,
    version: row.version,
    remark: row.remark,
    groups: groupsOf(row),
    source: row.source,
    wording: row.wording,
    addedAt: Math.floor(row.added_at / 1000),
    custom: customOf(row),
    profile: byId.get(row.friend)?.profile ?? {},
    updatedAt: byId.get(row.friend)?.updatedAt ?? 0,
  }))
}
