import type { sendGroupMsg } from '@yanshu/protocol'
import { AT_ALL, groupErrors, ImError } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall } from '../../../calls/rest-call.ts'
import type { Clock } from '../../../clock.ts'
import { toSeconds } from '../../../clock.ts'
import type { GroupDirectory } from '../directory.ts'
import { rulesOf } from '../group.ts'
import { namedPlace } from '../named-place.ts'
import type { GroupSender } from './group-sender.ts'
import type { Said } from './outgoing.ts'
import { outgoing } from './outgoing.ts'
import { requireOpenPlace, requireUnmuted } from './speaking-rules.ts'
import type { Voice, Voices } from './voices.ts'

export interface RestSendDeps {
  readonly directory: GroupDirectory
  readonly voices: Voices
  readonly sender: GroupSender
  readonly now: Clock
}

type Body = z.output<typeof sendGroupMsg.request>

/** What `MsgDropReason` says where the group got more messages than it takes. */
const FLOW_CONTROL = 'flow control'

/** `send_group_msg`: in the name of anybody who exists, a member or not. */
export async function sendFromApp(deps: RestSendDeps, { appId, operator, body }: RestCall<Body>) {
  const place = await namedPlace(deps.directory, appId, body)
  const account = body.From_Account ?? operator
  const voice = await deps.voices.of({ appId, account, placeId: place.id })
  requireOpenPlace(voice)
  requireUnmuted(voice, deps.now())
  checkType(voice, body)
  const later = await deps.sender.send(outgoing(voice, said(body, toSeconds(deps.now()))))
  const { message, dropped } = await later.result
  return {
    MsgTime: message.time,
    MsgSeq: message.seq,
    MsgDropReason: dropped ? FLOW_CONTROL : '',
  }
}

/** Live rooms store nothing, so there is nothing to choose. */
function checkType({ place: { group } }: Voice, { OnlineOnlyFlag, SendMsgControl }: Body): void {
  const isChoosing = OnlineOnlyFlag === 1 || SendMsgControl !== undefined
  if (isChoosing && !rulesOf(group).storesMessages) {
    throw new ImError(groupErrors.noPermission, 'not in a live room')
  }
}

function said(body: Body, clientTime: number): Said {
  const { GroupAtInfo: at } = body
  return {
    body: body.MsgBody,
    random: body.Random,
    clientTime,
    priority: body.MsgPriority,
    cloudCustomData: body.CloudCustomData,
    offlinePush: body.OfflinePushInfo,
    control: body.SendMsgControl,
    receivers: body.To_Account,
    onlineOnly: body.OnlineOnlyFlag === 1,
    needReadReceipt: body.NeedReadReceipt === 1,
    supportExtension: body.SupportMessageExtension === 1,
    at: at?.map((one) => (one.GroupAtAllFlag === 1 ? AT_ALL : (one.GroupAt_Account ?? ''))),
  }
}
