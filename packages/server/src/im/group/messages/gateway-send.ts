import type { groupSend, GroupSendResult } from '@yanshu/protocol'
import type { z } from 'zod'
import type { GatewayCall, Outcome } from '../../../calls/gateway-call.ts'
import { Later } from '../../../calls/gateway-call.ts'
import type { Clock } from '../../../clock.ts'
import type { GroupSender, GroupSent } from './group-sender.ts'
import { outgoing } from './outgoing.ts'
import { requireMember, requireOpenPlace, requireUnmuted } from './speaking-rules.ts'
import type { Voice, Voices } from './voices.ts'

export interface SendDeps {
  readonly voices: Voices
  readonly sender: GroupSender
  readonly now: Clock
}

type SendCall = GatewayCall<z.output<typeof groupSend.params>>

/** `group.send`: free of waiting where the group is in memory, so that messages keep their order. */
export function sendFromClient(deps: SendDeps, call: SendCall): Outcome<GroupSendResult> {
  const { appId, account, params } = call
  const voice = deps.voices.of({ appId, account, placeId: params.groupId })
  return voice instanceof Promise
    ? voice.then((found) => speak(deps, found, call))
    : speak(deps, voice, call)
}

function speak(deps: SendDeps, voice: Voice, { params, sessionId }: SendCall) {
  requireMember(voice)
  requireOpenPlace(voice)
  requireUnmuted(voice, deps.now())
  const sent = deps.sender.send(outgoing(voice, { ...params, sessionId }))
  if (sent instanceof Later) return sent.pick(toResult)
  return sent.then((later) => later.pick(toResult))
}

function toResult({ message: { id, seq, time }, dropped }: GroupSent): GroupSendResult {
  return dropped ? { id, seq, time, dropped } : { id, seq, time }
}
