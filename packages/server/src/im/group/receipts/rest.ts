import {
  getGroupMsgReceipt,
  getGroupMsgReceiptDetail,
  groupErrors,
  groupMsgReceipt,
  ImError,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { keptRows } from '../messages/kept-rows.ts'
import { namedPlace } from '../named-place.ts'
import type { ReceiptsDoor } from './gateway.ts'
import { pageAfter } from './page.ts'

/** The commands about read receipts of group messages. */
export function groupReceiptsRest(door: ReceiptsDoor): readonly RestHandler[] {
  const { receipts } = door
  const placeFor = async (appId: number, GroupId: string) => {
    const place = await namedPlace(door.directory, appId, { GroupId })
    await receipts.require(place, groupErrors.needsPremium)
    return place
  }
  return [
    handleRest(getGroupMsgReceipt, async ({ appId, body }) => {
      const place = await placeFor(appId, body.GroupId)
      const seqs = body.MsgSeqList.map(({ MsgSeq }) => MsgSeq)
      const rows = await keptRows(door, place, (kept) => kept.where('seq', 'in', seqs))
      const counts = await receipts.counts(place, rows, seqs)
      return {
        GroupMsgReceiptList: counts.map(({ seq: MsgSeq, readCount, unreadCount, code = 0 }) => ({
          MsgSeq,
          Code: code,
          ...(code === 0 ? { ReadNum: readCount, UnreadNum: unreadCount } : {}),
        })),
      }
    }),
    handleRest(getGroupMsgReceiptDetail, async ({ appId, body }) => {
      const place = await placeFor(appId, body.GroupId)
      const [row] = await keptRows(door, place, (kept) => kept.where('seq', '=', body.MsgSeq))
      const { read, unread } = await receipts.readers(place, row)
      const names = body.Filter === 0 ? read : unread
      const { page, next } = pageAfter(names, body.Cursor, body.Count)
      const isOver = next === '' ? (1 as const) : (0 as const)
      return {
        IsFinish: isOver,
        IsFinished: isOver,
        MsgSeq: body.MsgSeq,
        ...(body.Filter === 0
          ? { ReadList: page.map((Read_Account) => ({ Read_Account })) }
          : { UnreadList: page.map((Unread_Account) => ({ Unread_Account })) }),
        Cursor: next,
      }
    }),
    handleRest(groupMsgReceipt, async ({ appId, body }) => {
      const place = await placeFor(appId, body.GroupId)
      const view = await door.views.of({
        appId,
        account: body.From_Account,
        placeId: place.id,
      })
      const seqs = body.MsgSeqList.map(({ MsgSeq }) => MsgSeq)
      if ((await receipts.send(place, view, seqs)) === 0) throw new ImError(groupErrors.noReceipt)
      return {}
    }),
  ]
}
