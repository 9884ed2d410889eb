import type { WireGroupMessage } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { Account } from '../../account/account.ts'
import type { MessageRow, MessageState } from '../../message/service.ts'
import { controls, flags, has, messageId } from '../../message/service.ts'
import { priorityName } from './flow.ts'
import type { StoredGroupBody } from './stored-group-body.ts'
import { decodeGroupBody, receiversOf } from './stored-group-body.ts'

/** What is shown of the sender of a message. */
export interface Speaker {
  readonly nick: string
  readonly faceUrl: string
  readonly nameCard: string
}

export const NOBODY: Speaker = { nick: '', faceUrl: '', nameCard: '' }

export function speakerOf(account: Account | undefined, nameCard: string): Speaker {
  return { nick: account?.nick ?? '', faceUrl: account?.faceUrl ?? '', nameCard }
}

export interface GroupWireParts {
  readonly groupId: string
  readonly seq: number
  /** Unix milliseconds. */
  readonly time: number
  readonly from: string
  readonly clientTime: number
  /** 1 the highest. */
  readonly priority: number
  readonly random: number
  readonly flags: number
  readonly stored: StoredGroupBody
  readonly speaker: Speaker
  readonly onlineOnly?: boolean
  readonly broadcast?: boolean
  readonly since?: MessageState | undefined
}

type Draft = { -readonly [Field in keyof WireGroupMessage]: WireGroupMessage[Field] }

/** A message as the members get it. */
export function toGroupWire(parts: GroupWireParts): WireGroupMessage {
  const { from, clientTime, random, stored, speaker } = parts
  const wire: Draft = {
    id: messageId(from, clientTime, random),
    groupId: parts.groupId,
    seq: parts.seq,
    from,
    time: toSeconds(parts.time),
    clientTime,
    random,
    priority: priorityName(parts.priority),
    body: stored.body,
    nick: speaker.nick,
    faceUrl: speaker.faceUrl,
    nameCard: speaker.nameCard,
  }
  if (stored.tip) wire.tip = stored.tip
  if (stored.cloudCustomData !== undefined) wire.cloudCustomData = stored.cloudCustomData
  if (stored.at) wire.at = stored.at
  const receivers = receiversOf(stored)
  if (receivers) wire.receivers = receivers
  if (parts.flags !== 0) setFlags(wire, parts.flags)
  if (parts.onlineOnly) wire.onlineOnly = true
  if (parts.broadcast) wire.broadcast = true
  if (parts.since) setState(wire, parts.since)
  return wire
}

function setFlags(wire: Draft, value: number): void {
  const asked = controls(value)
  if (asked.length > 0) wire.control = asked
  if (has(value, flags.needReadReceipt)) wire.needReadReceipt = true
  if (has(value, flags.supportExtension)) wire.supportExtension = true
}

function setState(wire: Draft, { state, recall }: MessageState): void {
  if (recall) {
    wire.body = []
    delete wire.cloudCustomData
    wire.revoked = { by: recall.recalled_by, reason: recall.reason, time: toSeconds(recall.time) }
  }
  if (!state) return
  if (state.version > 0) wire.version = state.version
  if (state.extension_seq > 0) wire.extensionSeq = state.extension_seq
  if (state.reaction_seq > 0) wire.reactionSeq = state.reaction_seq
}

/** A stored row as the members get it. */
export function rowToGroupWire(
  row: MessageRow,
  groupId: string,
  speaker: Speaker,
  since?: MessageState,
): WireGroupMessage {
  return toGroupWire({
    groupId,
    seq: row.seq,
    time: row.time,
    from: row.sender,
    clientTime: row.client_time,
    priority: row.client_seq,
    random: row.random,
    flags: row.flags,
    stored: decodeGroupBody(since?.state?.body ?? row.body),
    speaker,
    since,
  })
}
