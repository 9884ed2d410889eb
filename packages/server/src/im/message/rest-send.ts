import type { SendControl, WireMessage } from '@yanshu/protocol'
import {
  accountErrors,
  type batchSendMsg,
  ImError,
  messageErrors,
  type sendMsg,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall } from '../../calls/rest-call.ts'
import { toSeconds } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import type { App } from '../app/app.ts'
import { fnv } from './ids.ts'
import type { ReceiverQuota } from './receiver-quota.ts'
import type { MessageRestDeps } from './rest.ts'
import { sealed } from './send-rules.ts'
import type { Outgoing, Sender } from './sender.ts'
import { encodeBody, isTooLong } from './stored-body.ts'
import { flags, has } from './flags.ts'
import { toFlags } from './wire.ts'

const WEEK_SECONDS = 604_800
const MOST_RECEIVERS = 500
const NOBODY: ReadonlySet<string> = new Set()

type SendBody = Omit<z.output<typeof sendMsg.request>, 'To_Account'>

/** `openim/sendmsg`. */
export async function sendOne(
  deps: MessageRestDeps,
  { appId, operator, body }: RestCall<z.output<typeof sendMsg.request>>,
) {
  const app = await deps.apps.get(appId)
  const senderId = body.From_Account ?? operator
  const found = await deps.accounts.findMany(appId, [senderId, body.To_Account])
  const from = senderOf(found, senderId)
  if (!found.has(body.To_Account)) {
    throw new ImError(messageErrors.unknownReceiver, body.To_Account)
  }
  const message = outgoing(deps, app, from, body.To_Account, body)
  const discarding = await discardingOf(deps, message, [body.To_Account])
  const sent = await send(deps.sender, addressed(message, body.To_Account, discarding))
  return { MsgTime: sent.time, MsgKey: sent.key, MsgId: sent.id }
}

/** `openim/batchsendmsg`: the same message and the same key for every receiver. */
export async function sendBatch(
  deps: MessageRestDeps,
  quota: ReceiverQuota,
  { appId, operator, body }: RestCall<z.output<typeof batchSendMsg.request>>,
) {
  const receivers = [...new Set(body.To_Account)]
  if (receivers.length === 0) throw new ImError(messageErrors.noReceivers)
  if (receivers.length > MOST_RECEIVERS) throw new ImError(messageErrors.tooManyReceivers)
  const app = await deps.apps.get(appId)
  const senderId = body.From_Account ?? operator
  const found = await deps.accounts.findMany(appId, [senderId, ...receivers])
  const from = senderOf(found, senderId)
  const known = receivers.filter((receiver) => found.has(receiver))
  if (known.length === 0) throw new ImError(messageErrors.unknownReceiver)
  quota.take(appId, known.length, app.plan.batchReceivers)
  const template = { ...outgoing(deps, app, from, from.userId, body), sentAt: deps.now() }
  const discarding = await discardingOf(deps, template, known)
  const sent = await Promise.all(
    known.map((to) => send(deps.sender, addressed(template, to, discarding))),
  )
  const unknown = receivers.filter((receiver) => !found.has(receiver))
  return {
    ...(unknown.length === 0 ? {} : { ActionStatus: 'SomeError' as const }),
    MsgKey: sent[0]?.key ?? '',
    MsgId: sent[0]?.id ?? '',
    ErrorList: unknown.map((account) => ({
      To_Account: account,
      ErrorCode: accountErrors.notImported.code,
    })),
  }
}

async function send(sender: Sender, message: Outgoing): Promise<WireMessage> {
  const later = await sender.send(message)
  return later.result
}

/** Receivers whose `Discard` holds for a message: REST passes it unless it asks for the opposite. */
async function discardingOf(
  { discards }: MessageRestDeps,
  { appId, from, flags: asked }: Outgoing,
  receivers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!has(asked, flags.honourMute)) return NOBODY
  return discards.among(appId, from.userId, receivers)
}

function addressed(message: Outgoing, to: string, discarding: ReadonlySet<string>): Outgoing {
  return sealed({ ...message, to }, discarding.has(to) ? 'discard' : 'deliver')
}

function senderOf(found: ReadonlyMap<string, Account>, userId: string): Account {
  const from = found.get(userId)
  if (!from) throw new ImError(messageErrors.unknownAccount, userId)
  return from
}

function outgoing(
  deps: MessageRestDeps,
  { appId, conf }: App,
  from: Account,
  to: string,
  body: SendBody,
): Outgoing {
  if ((body.MsgLifeTime ?? 0) > WEEK_SECONDS) throw new ImError(messageErrors.lifeTimeTooLong)
  const stored = {
    body: body.MsgBody,
    ...(body.CloudCustomData === undefined ? {} : { cloudCustomData: body.CloudCustomData }),
    ...(body.OfflinePushInfo === undefined ? {} : { offlinePush: body.OfflinePushInfo }),
  }
  const encoded = encodeBody(stored)
  if (isTooLong(encoded, conf.MessageBytes)) throw new ImError(messageErrors.packetTooLong)
  return {
    appId,
    from,
    to,
    clientTime: toSeconds(deps.now()),
    clientSeq: body.MsgSeq ?? seqFor(from.userId, body.MsgRandom),
    random: body.MsgRandom,
    stored,
    encoded,
    flags: flagsOf(body),
    onlineOnly: body.OnlineOnlyFlag === 1 || body.MsgLifeTime === 0,
    toSender: body.SyncOtherMachine === 1,
  }
}

function flagsOf(body: SendBody): number {
  const control: readonly SendControl[] | undefined = body.SendMsgControl
  const asked = toFlags({
    control,
    needReadReceipt: body.IsNeedReadReceipt === 1,
    supportExtension: body.SupportMessageExtension === 1,
  })
  return body.SyncOtherMachine === 2 ? asked | flags.hiddenFromSender : asked
}

/**
 * Where the caller gives no seq it follows from the rest: a repeated call is noticed, and the two
 * sides of a conversation may use one random in one second and still have two keys.
 */
function seqFor(sender: string, random: number): number {
  return fnv(sender, Math.imul(random, 0x9e3779b1))
}
