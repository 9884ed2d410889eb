import type { Generated } from 'kysely'

/** Conversations, the message log, and what each account sees of them. */
export interface MessageTables {
  conversation: ConversationTable
  message: MessageTable
  message_recall: MessageRecallTable
  position: PositionTable
  checkpoint: CheckpointTable
}

/**
 * One conversation: two accounts, `a` not after `b` in byte order; or a group or topic, whose id is `a`.
 * `gone` is what a dissolved group leaves until its messages are removed; its number is `b` then.
 */
export interface ConversationTable {
  id: Generated<number>
  app_id: number
  kind: 'c2c' | 'group' | 'gone'
  a: string
  b: string
  /** PostgreSQL hands out seqs and times from here; SQLite's single writer keeps both in memory and leaves 0. */
  last_seq: Generated<number>
  last_time: Generated<number>
}

/** The log: append-only, unique by (app, conversation, seq). */
export interface MessageTable {
  id: number
  app_id: number
  conversation: number
  seq: number
  time: number
  sender: string
  /** Unix seconds by the sender's clock. */
  client_time: number
  client_seq: number
  random: number
  flags: number
  /** What the sender gave: elements, custom data, push info; as JSON. */
  body: string
}

/** The trace of a recall; the row in the log has its flag set. */
export interface MessageRecallTable {
  app_id: number
  conversation: number
  seq: number
  recalled_by: string
  reason: string
  time: number
}

/** What one account sees of one conversation; folded from the log, and moved by reading, pinning, deleting. */
export interface PositionTable {
  app_id: number
  account: string
  conversation: number
  peer: string
  /** The newest message that lifts the conversation in the list. */
  last_seq: number
  last_time: number
  /** The newest message of the log, whether or not it lifts. */
  top_seq: number
  top_id: number
  /** When a message was folded last that `last_time` does not tell of: unlifting, or imported; 0 for none. */
  quiet_at: number
  unread: number
  read_seq: number
  read_time: number
  /** Messages up to here are cleared from this account's view. */
  cleared_seq: number
  hidden: number
  /** When it was pinned; 0 where it is not. */
  pinned_at: number
  /** When a message of it last changed after it was sent: recalled, modified, answered; 0 for never. */
  changed_at: number
  /** How many messages this account deleted one by one; where there are none nobody looks for them. */
  deletions: Generated<number>
}

/** How far a derived table follows the log. */
export interface CheckpointTable {
  name: string
  log_id: number
}
