import {
  getGroupMsgReceipt,
  getGroupMsgReceiptDetail,
  groupErrors,
  groupMsgReceipt,
  ImError,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { MessageRow } from '../../message/service.ts'
import type { Place } from '../group.ts'
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
      const counts = await receipts.counts(place, await rowsOf(door, place, seqs), seqs)
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
      const [row] = await rowsOf(door, place, [body.MsgSeq])
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

/** Those of some messages that are still kept. */
async function rowsOf(
  { apps, db }: ReceiptsDoor,
  { appId, conversation }: Place,
  seqs: readonly number[],
): Promise<readonly MessageRow[]> {
  const start = await apps.historyStart(appId)
  return db
    .selectFrom('message')
    .selectAll()
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .where('seq', 'in', [...seqs])
    .where('time', '>=', start)
    .execute()
}
