import type { groupMsgGetSimple } from '@yanshu/protocol'
import { groupLimits } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall } from '../../../calls/rest-call.ts'
import { toSeconds } from '../../../clock.ts'
import type { MessageRow, States } from '../../message/service.ts'
import { flags, has, stateOf } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { namedPlace } from '../named-place.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import { keptRows } from './kept-rows.ts'
import { endsOf } from './reading.ts'
import { decodeGroupBody } from './stored-group-body.ts'

type Body = z.output<typeof groupMsgGetSimple.request>

type Item = z.input<typeof groupMsgGetSimple.response>['RspMsgList'][number]

/** What stands where no message is: 1 one that is gone, 2 one that was recalled. */
const GONE = 1
const RECALLED = 2

/** `group_msg_get_simple`: a range of seqs, newest first, with something at each of them. */
export async function readSimply(core: GroupCore, { appId, body }: RestCall<Body>) {
  const place = await namedPlace(core.directory, appId, body)
  requireType(place.group, (rules) => rules.storesMessages)
  const { lastSeq } = await endsOf(core, place)
  const high = Math.min(body.ReqMsgSeq ?? lastSeq, lastSeq)
  const wanted = Math.min(body.ReqMsgNumber, high)
  const count = Math.min(wanted, groupLimits.messagesPerPage)
  const rows = await rowsIn(core, place, high - count, high)
  const states = await core.states.of([...rows.values()])
  const seqs = Array.from({ length: count }, (_, at) => high - at)
  const isAllGone = count > 0 && rows.size === 0
  const cut = isAllGone ? (2 as const) : (0 as const)
  return {
    GroupId: body.GroupId,
    IsFinished: count < wanted ? cut : (1 as const),
    RspMsgList: seqs.flatMap((seq): readonly Item[] => {
      const row = rows.get(seq)
      if (!row) return [nothing(seq)]
      if (!has(row.flags, flags.recalled)) return [toItem(row, states)]
      return body.WithRecalledMsg === 1 ? [recalled(row)] : []
    }),
  }
}

/** Those of a range that are still kept, by seq. */
async function rowsIn(
  core: GroupCore,
  place: Place,
  after: number,
  upTo: number,
): Promise<ReadonlyMap<number, MessageRow>> {
  const rows = await keptRows(core, place, (kept) =>
    kept.where('seq', '>', after).where('seq', '<=', upTo),
  )
  return new Map(rows.map((row) => [row.seq, row]))
}

function nothing(MsgSeq: number) {
  const empty = { From_Account: '', MsgRandom: 0, MsgTimeStamp: 0, MsgBody: [] }
  return { ...empty, MsgSeq, IsPlaceMsg: GONE }
}

function recalled(row: MessageRow) {
  return { ...headOf(row), IsPlaceMsg: RECALLED, MsgBody: [] }
}

function toItem(row: MessageRow, states: States) {
  const stored = decodeGroupBody(stateOf(states, row)?.state?.body ?? row.body)
  const { tip, cloudCustomData } = stored
  return {
    ...headOf(row),
    IsPlaceMsg: 0,
    IsSystemMsg: tip ? (1 as const) : (0 as const),
    MsgPriority: row.client_seq,
    MsgBody: tip ? [{ MsgType: 'TIMGroupTipElem', MsgContent: tip }] : [...stored.body],
    ...(cloudCustomData === undefined ? {} : { CloudCustomData: cloudCustomData }),
  }
}

function headOf(row: MessageRow) {
  return {
    From_Account: row.sender,
    MsgSeq: row.seq,
    MsgRandom: row.random,
    MsgTimeStamp: toSeconds(row.time),
  }
}
