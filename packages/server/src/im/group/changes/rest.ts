import {
  deleteGroupMsgBySender,
  groupMsgRecall,
  ImError,
  messageErrors,
  modifyGroupMsg,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import { communityOf, rulesOf } from '../group.ts'
import { keptRows } from '../messages/kept-rows.ts'
import { requireOpenPlace } from '../messages/speaking-rules.ts'
import { namedPlace } from '../named-place.ts'
import type { ChangesDoor } from './gateway.ts'
import { modifyMessage } from './modifies.ts'

/** The commands that change what was said in groups. */
export function groupChangesRest(door: ChangesDoor): readonly RestHandler[] {
  return [
    handleRest(groupMsgRecall, async ({ appId, operator, body }) => {
      const place = await namedPlace(door.directory, appId, body)
      requireOpenPlace({ place })
      const seqs = body.MsgSeqList.map(({ MsgSeq }) => MsgSeq)
      const recall = { by: operator, reason: body.Reason ?? '' }
      const codes = await door.recalls.recallAsApp(place, seqs, recall)
      return {
        RecallRetList: seqs.map((MsgSeq) => ({ MsgSeq, RetCode: codes.get(MsgSeq) ?? 0 })),
      }
    }),
    handleRest(deleteGroupMsgBySender, async ({ appId, operator, body }) => {
      const place = await namedPlace(door.directory, appId, body)
      requireOpenPlace({ place })
      await door.recalls.recallOf(place, body.Sender_Account, operator)
      return {}
    }),
    handleRest(modifyGroupMsg, async ({ appId, body }) => {
      const { MsgSeq: seq, MsgBody, CloudCustomData } = body
      if (MsgBody === undefined && CloudCustomData === undefined) {
        throw new ImError(messageErrors.badFormat, 'MsgBody or CloudCustomData is needed')
      }
      const place = await placeOf(door, appId, body)
      if (!rulesOf(place.group).canModifyMessages) {
        throw new ImError(messageErrors.malformed, 'not in a live room')
      }
      const [row] = await keptRows(door, place, (rows) => rows.where('seq', '=', seq))
      await modifyMessage(door, {
        place,
        row,
        change: { body: MsgBody, cloudCustomData: CloudCustomData },
        tooLong: messageErrors.tooLong,
      })
      return {}
    }),
  ]
}

/** @throws {ImError} 90012 where there is no such group or topic: the codes are those of messages. */
async function placeOf(
  { directory }: ChangesDoor,
  appId: number,
  { GroupId, TopicId = GroupId }: { GroupId: string; TopicId?: string | undefined },
) {
  const isOfGroup = TopicId === GroupId || communityOf(TopicId) === GroupId
  const place = isOfGroup ? await directory.findPlace(appId, TopicId) : undefined
  if (!place) throw new ImError(messageErrors.badReceiver, TopicId)
  return place
}
