import { adminGetRoamMsg, ImError, messageErrors } from '@yanshu/protocol'
import type { z } from 'zod'
import { handleRest } from '../../calls/rest-call.ts'
import { toSeconds } from '../../clock.ts'
import { flags, has } from './flags.ts'
import { formatKey, messageId, parseKey } from './ids.ts'
import type { MessageRestDeps } from './rest.ts'
import type { States } from './state/states.ts'
import { stateOf } from './state/states.ts'
import type { MessageRow, Place, View } from './store.ts'
import { decodeBody } from './stored-body.ts'

/** Bytes of message bodies in one answer (查询单聊消息). */
const PAGE_BYTES = 13 * 1024

/** `MsgFlagBits` of a recalled message. */
const RECALLED = 8

type Query = z.output<typeof adminGetRoamMsg.request>

/** `openim/admin_getroammsg`: pages walk backwards, each ascending in time. */
export function roaming(deps: MessageRestDeps) {
  return handleRest(adminGetRoamMsg, async ({ appId, body }) => {
    const { Operator_Account: account, Peer_Account: peer } = body
    const last = body.LastMsgKey ? parseKey(body.LastMsgKey) : undefined
    const found = await deps.accounts.findMany(appId, [account, peer])
    if (!found.has(account)) throw new ImError(messageErrors.badSender, account)
    if (!found.has(peer)) throw new ImError(messageErrors.badReceiver, peer)
    const conversation = await deps.conversations.find(appId, account, peer)
    if (conversation === undefined)
      return page([], true, { account, peer, peerReadSeq: 0, readSeq: 0, states: new Map() })
    const stand = await deps.standOf(appId, account, peer)
    const view = { appId, conversation, account, ...stand }
    const start = await startOf(deps, view, body, last)
    const rows = await deps.messages.before(view, start, body.MaxCnt + 1, body.MinTime * 1000)
    const fitting = fit(rows.slice(0, body.MaxCnt))
    const states = await deps.states.of(fitting)
    return page(fitting, fitting.length === rows.length, { account, peer, states, ...stand })
  })
}

/** Just behind the newest message that may be in the page. */
async function startOf(
  deps: MessageRestDeps,
  { appId, conversation }: View,
  { MaxTime }: Query,
  last: ReturnType<typeof parseKey> | undefined,
): Promise<Place> {
  const end = { time: (MaxTime + 1) * 1000, seq: 0 }
  if (!last) return end
  const row = await deps.messages.findByKey(appId, conversation, last)
  if (!row) throw new ImError(messageErrors.badMsgKey)
  return row.time < end.time ? row : end
}

/** As many of the newest as the bytes of a page hold, and one at least. */
function fit(rows: readonly MessageRow[]): readonly MessageRow[] {
  let bytes = 0
  const end = rows.findIndex((row, at) => {
    bytes += Buffer.byteLength(row.body)
    return at > 0 && bytes > PAGE_BYTES
  })
  return end < 0 ? rows : rows.slice(0, end)
}

interface Stand {
  readonly account: string
  readonly peer: string
  readonly peerReadSeq: number
  readonly readSeq: number
  readonly states: States
}

function page(newestFirst: readonly MessageRow[], complete: boolean, stand: Stand) {
  const oldest = newestFirst.at(-1)
  return {
    Complete: complete ? (1 as const) : (0 as const),
    MsgCnt: newestFirst.length,
    LastMsgTime: oldest ? toSeconds(oldest.time) : 0,
    LastMsgKey: oldest ? keyOf(oldest) : '',
    MsgList: newestFirst.toReversed().map((row) => toItem(row, stand)),
  }
}

function keyOf(row: MessageRow): string {
  return formatKey({ clientSeq: row.client_seq, random: row.random, time: toSeconds(row.time) })
}

function toItem(row: MessageRow, stand: Stand) {
  const since = stateOf(stand.states, row)
  const stored = decodeBody(since?.state?.body ?? row.body)
  const sentByOperator = row.sender === stand.account
  const readUpTo = sentByOperator ? stand.peerReadSeq : stand.readSeq
  return {
    From_Account: row.sender,
    To_Account: sentByOperator ? stand.peer : stand.account,
    MsgSeq: row.client_seq,
    MsgRandom: row.random,
    MsgTimeStamp: toSeconds(row.time),
    MsgClientTime: row.client_time,
    MsgFlagBits: has(row.flags, flags.recalled) ? RECALLED : 0,
    IsPeerRead: bit(
      has(row.flags, flags.needReadReceipt)
        ? (since?.state?.receipt_at ?? 0) > 0
        : row.seq <= readUpTo,
    ),
    IsNeedReadReceipt: bit(has(row.flags, flags.needReadReceipt)),
    SupportMessageExtension: bit(has(row.flags, flags.supportExtension)),
    MsgVersion: since?.state?.version ?? 0,
    MsgKey: keyOf(row),
    MsgId: messageId(row.sender, row.client_time, row.random),
    MsgBody: [...stored.body],
    CloudCustomData: stored.cloudCustomData ?? '',
  }
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0
}
