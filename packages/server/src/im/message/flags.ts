import { BACKFILLED } from '../../store/message-log/backfilled.ts'

/** Facts about a message that the log keeps in one number. */
export const flags = {
  /** Does not count as unread. */
  noUnread: 1,
  /** Does not lift the conversation in the list. */
  noLastMessage: 2,
  recalled: 4,
  /** Is not in the sender's own view (`SyncOtherMachine` 2). */
  hiddenFromSender: 8,
  needReadReceipt: 16,
  supportExtension: 32,
  honourMute: 64,
  noModeration: 128,
  imported: 256,
  /** Is in the sender's view alone: the receiver blocked the sender, who is not told. */
  hiddenFromReceiver: 1024,
  /** Something happened to it since it was sent: `message_state` has a row. */
  changed: 2048,
  /** The receiver discards what the sender sends: it is in the history, and is neither told nor counted. */
  discarded: 4096,
  /** Of a group or a topic. */
  group: 8192,
  /** Only its sender and those named in its body see it. */
  targeted: 16_384,
  /** Names somebody in a group who is to notice it. */
  mentions: 32_768,
  /** Set by the log; see `BACKFILLED`. */
  backfilled: BACKFILLED,
} as const

/** What does not count as unread. */
export const uncounted =
  flags.noUnread | flags.recalled | flags.hiddenFromReceiver | flags.discarded

export function has(value: number, flag: number): boolean {
  return (value & flag) !== 0
}
