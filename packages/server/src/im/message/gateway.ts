import {
  gatewayErrors,
  ImError,
  messageErrors,
  messageHistory,
  messageRecall,
  messageSend,
} from '@yanshu/protocol'
import type { SendResult, WireMessage } from '@yanshu/protocol'
import type { z } from 'zod'
import type { GatewayCall, GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod, Later } from '../../calls/gateway-call.ts'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { App } from '../app/app.ts'
import type { AppService } from '../app/service.ts'
import { toFlags } from './wire.ts'
import type { History } from './history.ts'
import type { Recaller } from './recaller.ts'
import type { Outgoing, Sender } from './sender.ts'
import type { SendRule } from './send-rules.ts'
import { judge, sealed } from './send-rules.ts'
import type { View } from './store.ts'
import type { StoredBody } from './stored-body.ts'
import { encodeBody, isTooLong } from './stored-body.ts'

export interface MessageDoor {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly sender: Sender
  readonly recaller: Recaller
  readonly history: History
  readonly sendRules: readonly SendRule[]
  /** What an account sees of its conversation with a peer; undefined where they never wrote. */
  viewOf(appId: number, account: string, peer: string): Promise<View | undefined>
}

type SendCall = GatewayCall<z.output<typeof messageSend.params>>

/** What clients do with messages. */
export function messageGateway(door: MessageDoor): readonly GatewayHandler[] {
  return [
    handleMethod(messageSend, (call) => send(door, call)),
    handleMethod(messageRecall, async ({ appId, account, sessionId, params }) => {
      const app = await door.apps.get(appId)
      // PostgreSQL keeps no NUL in a text.
      if (params.reason?.includes('\0')) throw new ImError(gatewayErrors.badParameter, 'reason')
      await door.recaller.recall({
        appId,
        from: account,
        to: params.conversationId.slice('C2C'.length),
        key: params.key,
        by: account,
        reason: params.reason ?? '',
        window: app.conf.RecallSeconds * 1000,
        sessionId,
      })
      return {}
    }),
    handleMethod(messageHistory, async ({ appId, account, params }) => {
      const peer = params.conversationId.slice('C2C'.length)
      const found = await door.viewOf(appId, account, peer)
      if (!found) return { messages: [], complete: true }
      const view = { ...found, toldOnly: params.toldOnly === true }
      return params.afterSeq === undefined
        ? door.history.before(view, peer, params.beforeSeq, params.limit)
        : door.history.after(view, peer, params.afterSeq, params.limit)
    }),
  ]
}

/** Stays free of waiting where both accounts are in memory, so that messages keep their order. */
function send(door: MessageDoor, call: SendCall) {
  const app = door.apps.known(call.appId)
  const from = door.accounts.known(call.appId, call.account)
  const to = door.accounts.known(call.appId, call.params.to)
  return app && from && to ? sendJudged(door, call, app, from) : sendAfterLookup(door, call)
}

async function sendAfterLookup(door: MessageDoor, call: SendCall): Promise<Later<SendResult>> {
  const app = await door.apps.get(call.appId)
  const found = await door.accounts.findMany(call.appId, [call.account, call.params.to])
  const from = found.get(call.account)
  if (!from) throw new ImError(messageErrors.badAccount, call.account)
  if (!found.has(call.params.to)) throw new ImError(messageErrors.badAccount, call.params.to)
  return sendJudged(door, call, app, from)
}

function sendJudged(door: MessageDoor, call: SendCall, app: App, from: Account) {
  const message = outgoing(call, app, from)
  const verdict = judge(door.sendRules, { app, from, to: call.params.to })
  if (verdict instanceof Promise) {
    return verdict.then((said) => answered(door.sender.send(sealed(message, said))))
  }
  return answered(door.sender.send(sealed(message, verdict)))
}

function outgoing({ appId, sessionId, params }: SendCall, app: App, from: Account): Outgoing {
  const stored = storedOf(params)
  const encoded = encodeBody(stored)
  if (isTooLong(encoded, app.conf.MessageBytes)) throw new ImError(messageErrors.tooLong)
  return {
    appId,
    from,
    to: params.to,
    clientTime: params.clientTime,
    clientSeq: params.clientSeq,
    random: params.random,
    stored,
    encoded,
    flags: toFlags(params),
    onlineOnly: params.onlineOnly ?? false,
    toSender: true,
    sessionId,
  }
}

function storedOf({ body, cloudCustomData, offlinePush }: SendCall['params']): StoredBody {
  // Most messages have neither.
  if (cloudCustomData === undefined && offlinePush === undefined) return { body }
  return {
    body,
    ...(cloudCustomData === undefined ? {} : { cloudCustomData }),
    ...(offlinePush === undefined ? {} : { offlinePush }),
  }
}

function answered(sent: Later<WireMessage> | Promise<Later<WireMessage>>) {
  if (sent instanceof Later) return sent.pick(toResult)
  return sent.then((later) => later.pick(toResult))
}

function toResult({ id, key, seq, time }: WireMessage): SendResult {
  return { id, key, seq, time }
}
