import type { GroupHistoryResult } from '@yanshu/protocol'
import {
  gatewayErrors,
  groupClearHistory,
  groupDeleteMessages,
  groupErrors,
  groupHistory,
  groupRead,
  ImError,
} from '@yanshu/protocol'
import { sql } from 'kysely'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Dresser } from './dress.ts'
import { endsOf, moveTo, readPlace } from './reading.ts'
import type { GroupView, GroupViews, Looking } from './views.ts'

export type HistoryDeps = GroupCore & { readonly views: GroupViews; readonly dresser: Dresser }

interface Caller {
  readonly appId: number
  readonly account: string
  readonly params: { readonly groupId: string }
}

export function lookingOf({ appId, account, params }: Caller): Looking {
  return { appId, account, placeId: params.groupId }
}

/** What members read of groups, and take out of their own view. */
export function groupHistoryGateway(deps: HistoryDeps): readonly GatewayHandler[] {
  const { views } = deps
  return [
    handleMethod(groupHistory, async (call) => {
      const { beforeSeq, afterSeq, limit } = call.params
      if (beforeSeq !== undefined && afterSeq !== undefined) {
        throw new ImError(gatewayErrors.badParameter, 'beforeSeq or afterSeq')
      }
      await requireHistory(deps, lookingOf(call))
      const view = await views.of(lookingOf(call))
      return afterSeq === undefined
        ? before(deps, view, beforeSeq ?? Number.MAX_SAFE_INTEGER, limit)
        : after(deps, view, afterSeq, limit)
    }),
    handleMethod(groupRead, async (call) => {
      // Who has just spoken has read up to there.
      await deps.caughtUp()
      const { place, member } = await views.of(lookingOf(call))
      const { seq } = call.params
      const { sessionId } = call
      return { readSeq: await readPlace(deps, place, member, { seq, sessionId }) }
    }),
    handleMethod(groupClearHistory, async (call) => {
      const { appId, account, sessionId } = call
      const { place } = await views.of(lookingOf(call))
      const { lastSeq } = await endsOf(deps, place)
      await moveTo(deps.db, place, account, { read: lastSeq, cleared: lastSeq })
      const conversationId = `GROUP${place.id}`
      deps.bus.publish('conversation.cleared', { appId, account, conversationId, sessionId })
      return {}
    }),
    handleMethod(groupDeleteMessages, async (call) => {
      const { group } = await deps.directory.place(call.appId, call.params.groupId)
      if (!rulesOf(group).storesMessages) throw new ImError(groupErrors.deleteType)
      const view = await views.of(lookingOf(call))
      await deps.exclusively(() => deleteMessages(deps, view, call.params.seqs))
      return {}
    }),
  ]
}

/** @throws {ImError} 10044 for live rooms. */
async function requireHistory({ directory }: HistoryDeps, { appId, placeId }: Looking) {
  const { group } = await directory.place(appId, placeId)
  if (!rulesOf(group).storesMessages) throw new ImError(groupErrors.noHistory)
}

async function before(
  deps: HistoryDeps,
  view: GroupView,
  seq: number,
  limit: number,
): Promise<GroupHistoryResult> {
  const rows = await deps.messages.beforeSeq(view, seq, limit + 1)
  const page = rows.slice(0, limit).toReversed()
  return { messages: await dressOf(deps, view, page), complete: rows.length <= limit }
}

async function after(
  deps: HistoryDeps,
  view: GroupView,
  seq: number,
  limit: number,
): Promise<GroupHistoryResult> {
  const rows = await deps.messages.afterSeq(view, seq, limit + 1)
  const page = rows.slice(0, limit)
  return { messages: await dressOf(deps, view, page), complete: rows.length <= limit }
}

type Rows = Awaited<ReturnType<HistoryDeps['messages']['afterSeq']>>

/** Rows of one place as messages. */
export function dressOf(
  { dresser }: Pick<HistoryDeps, 'dresser'>,
  { place }: GroupView,
  rows: Rows,
) {
  const said = { groupId: place.group.group_id, placeId: place.id }
  return dresser.dress(rows.map((row) => ({ ...row, ...said })))
}

async function deleteMessages(
  { db, messages }: HistoryDeps,
  view: GroupView,
  seqs: readonly number[],
): Promise<void> {
  const { appId, account, conversation, place } = view
  const rows = await messages.findVisible(view, seqs)
  if (rows.length === 0) return
  await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('message_deleted')
      .values(rows.map(({ seq }) => ({ app_id: appId, account, conversation, seq })))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'account', 'conversation', 'seq']).doNothing(),
      )
      .returning('seq')
      .execute()
    await trx
      .updateTable('group_member')
      .set({ deletions: sql<number>`deletions + ${inserted.length}` })
      .where('app_id', '=', appId)
      .where('group_id', '=', place.group.group_id)
      .where('account', '=', account)
      .execute()
  })
}
