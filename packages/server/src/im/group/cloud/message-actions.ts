import type { GroupMessageItem } from '@yanshu/protocol'
import { describeGroupMessages, groupErrors, ImError, sendGroupMessages } from '@yanshu/protocol'
import { randomBytes } from 'node:crypto'
import type { ActionHandler } from '../../../calls/action-call.ts'
import { handleAction } from '../../../calls/action-call.ts'
import { toSeconds } from '../../../clock.ts'
import { BUILT_IN } from '../../app/service.ts'
import type { MessageRow, States } from '../../message/service.ts'
import { flags, has, stateOf } from '../../message/service.ts'
import { keptRows } from '../messages/kept-rows.ts'
import { outgoing } from '../messages/outgoing.ts'
import { requireOpenPlace } from '../messages/speaking-rules.ts'
import { decodeGroupBody } from '../messages/stored-group-body.ts'
import type { Voices } from '../messages/voices.ts'
import type { GroupCore } from '../service.ts'
import { rowResult } from './cloud-errors.ts'
import { findPlaceOfMessages } from './find-place.ts'
import { textOfBody, textOfTip } from './message-text.ts'

export type MessageActionDeps = GroupCore & { readonly voices: Voices }

/** The actions about what is said in groups and topics. */
export function messageActions(deps: MessageActionDeps): readonly ActionHandler[] {
  return [
    handleAction(sendGroupMessages, async ({ body }) => {
      const { SDKAppID: appId, Content: content } = body
      await deps.apps.get(appId)
      const ids = [...new Set(body.GroupIds)]
      return {
        ResultItem: await Promise.all(
          ids.map(async (GroupId) => ({
            GroupId,
            ...(await rowResult(() => sendText(deps, appId, GroupId, content))),
          })),
        ),
      }
    }),
    handleAction(describeGroupMessages, async ({ body }) => {
      const place = await findPlaceOfMessages(deps, body.SDKAppID, body.GroupId)
      await deps.caughtUp()
      const before = body.BeforeSeq ?? Number.MAX_SAFE_INTEGER
      const rows = await keptRows(deps, place, (kept) =>
        kept
          .where('seq', '<', before)
          .orderBy('seq', 'desc')
          .limit(body.Limit + 1),
      )
      const shown = rows.slice(0, body.Limit)
      const states = await deps.states.of(shown)
      return {
        MsgList: shown.map((row) => toItem(row, states)),
        Complete: rows.length <= body.Limit,
      }
    }),
  ]
}

/** @throws {ImError} what the group refuses; 10023 where it got more messages than it takes. */
async function sendText(
  deps: MessageActionDeps,
  appId: number,
  placeId: string,
  text: string,
): Promise<void> {
  const voice = await deps.voices.of({ appId, account: BUILT_IN, placeId })
  requireOpenPlace(voice)
  const later = await deps.sender.send(
    outgoing(voice, {
      body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
      // The same text may be sent again: what tells both apart is this.
      random: randomBytes(4).readUInt32BE(0),
      clientTime: toSeconds(deps.now()),
      priority: 'Normal',
    }),
  )
  const { dropped } = await later.result
  if (dropped) throw new ImError(groupErrors.sendRate)
}

function toItem(row: MessageRow, states: States): GroupMessageItem {
  const head = { MsgSeq: row.seq, FromUserID: row.sender, MsgTime: toSeconds(row.time) }
  if (has(row.flags, flags.recalled)) return { ...head, Text: '', Kind: 'recalled', MsgBody: '' }
  const { body, tip } = decodeGroupBody(stateOf(states, row)?.state?.body ?? row.body)
  if (tip) return { ...head, Text: textOfTip(tip), Kind: 'tip', MsgBody: '' }
  return { ...head, Text: textOfBody(body), Kind: 'message', MsgBody: JSON.stringify(body) }
}
