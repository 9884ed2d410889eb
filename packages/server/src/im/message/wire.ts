import type { SendControl, WireMessage } from '@yanshu/protocol'
import { toSeconds } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import { flags, has } from './flags.ts'
import { formatKey, messageId } from './ids.ts'
import type { MessageRow, RecallRow } from './store.ts'
import type { StoredBody } from './stored-body.ts'
import { decodeBody } from './stored-body.ts'

/** The columns of a message that its wire form shows. */
export type WireColumns = Pick<
  MessageRow,
  'seq' | 'time' | 'sender' | 'client_time' | 'client_seq' | 'random' | 'flags'
>

export interface WireParts {
  readonly columns: WireColumns
  readonly receiver: string
  readonly stored: StoredBody
  /** The sender as it is known now; absent where the account is gone. */
  readonly sender: Pick<Account, 'nick' | 'faceUrl'> | undefined
  readonly recall?: RecallRow | undefined
  readonly onlineOnly?: true
}

/** A message as clients get it. */
export function toWire({
  columns,
  receiver,
  stored,
  sender,
  recall,
  onlineOnly,
}: WireParts): WireMessage {
  const { seq, random, client_time: clientTime, client_seq: clientSeq } = columns
  const time = toSeconds(columns.time)
  const control = controls(columns.flags)
  return {
    id: messageId(columns.sender, clientTime, random),
    key: formatKey({ clientSeq, random, time }),
    seq,
    from: columns.sender,
    to: receiver,
    time,
    clientTime,
    clientSeq,
    random,
    body: stored.body,
    ...(stored.cloudCustomData === undefined ? {} : { cloudCustomData: stored.cloudCustomData }),
    ...(control.length === 0 ? {} : { control }),
    ...(has(columns.flags, flags.needReadReceipt) ? { needReadReceipt: true } : {}),
    ...(has(columns.flags, flags.supportExtension) ? { supportExtension: true } : {}),
    ...(onlineOnly ? { onlineOnly } : {}),
    ...(recall ? { revoked: toRevoked(recall) } : {}),
    nick: sender?.nick ?? '',
    faceUrl: sender?.faceUrl ?? '',
  }
}

/** A stored row as clients get it. */
export function rowToWire(
  row: MessageRow,
  receiver: string,
  sender: WireParts['sender'],
  recall?: RecallRow,
): WireMessage {
  return toWire({ columns: row, receiver, stored: decodeBody(row.body), sender, recall })
}

function toRevoked(recall: RecallRow): NonNullable<WireMessage['revoked']> {
  return { by: recall.recalled_by, reason: recall.reason, time: toSeconds(recall.time) }
}

const NONE: readonly SendControl[] = []

const controlFlags: readonly (readonly [number, SendControl])[] = [
  [flags.noUnread, 'NoUnread'],
  [flags.noLastMessage, 'NoLastMsg'],
  [flags.honourMute, 'WithMuteNotifications'],
  [flags.noModeration, 'NoMsgCheck'],
]

const ANY_CONTROL = controlFlags.reduce((all, [flag]) => all | flag, 0)

function controls(value: number): readonly SendControl[] {
  if (!has(value, ANY_CONTROL)) return NONE
  return controlFlags.filter(([flag]) => has(value, flag)).map(([, name]) => name)
}

/** The flags that a sender asks for. */
export function toFlags(asked: {
  readonly control?: readonly SendControl[] | undefined
  readonly needReadReceipt?: boolean | undefined
  readonly supportExtension?: boolean | undefined
}): number {
  let value = 0
  for (const [flag, name] of controlFlags) if (asked.control?.includes(name)) value |= flag
  if (asked.needReadReceipt) value |= flags.needReadReceipt
  if (asked.supportExtension) value |= flags.supportExtension
  return value
}
