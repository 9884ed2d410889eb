import type { MessageRef, SendControl, WireMessage } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import { flags, has } from './flags.ts'
import { formatKey, messageId } from './ids.ts'
import type { MessageState } from './state/states.ts'
import type { MessageRow, RecallRow } from './store.ts'
import type { StoredBody } from './stored-body.ts'
import { decodeBody } from './stored-body.ts'

/** Everything that the wire form of a message shows. */
export interface WireParts {
  readonly seq: number
  /** Unix milliseconds. */
  readonly time: number
  readonly from: string
  readonly to: string
  /** Unix seconds by the sender's clock. */
  readonly clientTime: number
  readonly clientSeq: number
  readonly random: number
  readonly flags: number
  readonly stored: StoredBody
  /** The sender as it is known now; absent where the account is gone. */
  readonly sender: Pick<Account, 'nick' | 'faceUrl'> | undefined
  readonly since?: MessageState | undefined
  readonly onlineOnly?: true
}

type Draft = { -readonly [Field in keyof WireMessage]: WireMessage[Field] }

/** A message as clients get it. Optional fields are set and not spread: this runs for every message. */
export function toWire(parts: WireParts): WireMessage {
  const { from, clientTime, clientSeq, random, stored } = parts
  const time = toSeconds(parts.time)
  const wire: Draft = {
    id: messageId(from, clientTime, random),
    key: formatKey({ clientSeq, random, time }),
    seq: parts.seq,
    from,
    to: parts.to,
    time,
    clientTime,
    clientSeq,
    random,
    body: stored.body,
    nick: parts.sender?.nick ?? '',
    faceUrl: parts.sender?.faceUrl ?? '',
  }
  if (stored.cloudCustomData !== undefined) wire.cloudCustomData = stored.cloudCustomData
  if (parts.flags !== 0) setFlags(wire, parts.flags)
  if (parts.onlineOnly) wire.onlineOnly = true
  if (parts.since) setState(wire, parts.since)
  return wire
}

function setFlags(wire: Draft, value: number): void {
  if (has(value, ANY_CONTROL)) wire.control = controls(value)
  if (has(value, flags.needReadReceipt)) wire.needReadReceipt = true
  if (has(value, flags.supportExtension)) wire.supportExtension = true
}

function setState(wire: Draft, { state, recall }: MessageState): void {
  if (recall) wire.revoked = toRevoked(recall)
  if (!state) return
  if (state.version > 0) wire.version = state.version
  if (state.receipt_at > 0) wire.receiptTime = toSeconds(state.receipt_at)
  if (state.extension_seq > 0) wire.extensionSeq = state.extension_seq
  if (state.reaction_seq > 0) wire.reactionSeq = state.reaction_seq
}

/** A stored row as clients get it. */
export function rowToWire(
  row: MessageRow,
  receiver: string,
  sender: WireParts['sender'],
  since?: MessageState,
): WireMessage {
  return toWire({
    seq: row.seq,
    time: row.time,
    from: row.sender,
    to: receiver,
    clientTime: row.client_time,
    clientSeq: row.client_seq,
    random: row.random,
    flags: row.flags,
    stored: decodeBody(since?.state?.body ?? row.body),
    sender,
    since,
  })
}

/** Names a message to clients that may not have it at hand. */
export function rowToRef(row: MessageRow, receiver: string): MessageRef {
  const { client_seq: clientSeq, random } = row
  return {
    id: messageId(row.sender, row.client_time, random),
    key: formatKey({ clientSeq, random, time: toSeconds(row.time) }),
    seq: row.seq,
    from: row.sender,
    to: receiver,
  }
}

/** A row of a conversation as one of its sides gets it. */
export function rowToView(
  row: MessageRow,
  { account, peer }: { readonly account: string; readonly peer: string },
  people: ReadonlyMap<string, Account>,
  since: MessageState | undefined,
): WireMessage {
  const receiver = row.sender === account ? peer : account
  return rowToWire(row, receiver, people.get(row.sender), since)
}

function toRevoked(recall: RecallRow): NonNullable<WireMessage['revoked']> {
  return { by: recall.recalled_by, reason: recall.reason, time: toSeconds(recall.time) }
}

const controlFlags: readonly (readonly [number, SendControl])[] = [
  [flags.noUnread, 'NoUnread'],
  [flags.noLastMessage, 'NoLastMsg'],
  [flags.honourMute, 'WithMuteNotifications'],
  [flags.noModeration, 'NoMsgCheck'],
]

const ANY_CONTROL = controlFlags.reduce((all, [flag]) => all | flag, 0)

export function controls(value: number): readonly SendControl[] {
  return controlFlags.filter(([flag]) => has(value, flag)).map(([, name]) => name)
}

/** The flags that a sender asks for. */
export function toFlags(asked: {
  readonly control?: readonly SendControl[] | undefined
  readonly needReadReceipt?: boolean | undefined
  readonly supportExtension?: boolean | undefined
}): number {
  let value = 0
  if (asked.control) {
    for (const [flag, name] of controlFlags) if (asked.control.includes(name)) value |= flag
  }
  if (asked.needReadReceipt) value |= flags.needReadReceipt
  if (asked.supportExtension) value |= flags.supportExtension
  return value
}
