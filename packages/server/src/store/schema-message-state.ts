import type { Generated } from 'kysely'

/** What happens to messages after they were sent; the log itself only flags that there is something. */
export interface MessageStateTables {
  message_state: MessageStateTable
  message_extension: MessageExtensionTable
  message_reaction: MessageReactionTable
  message_deleted: MessageDeletedTable
  merged_part: MergedPartTable
}

/** One message that changed since it was sent, a recalled one included. */
export interface MessageStateTable {
  app_id: number
  conversation: number
  seq: number
  /** When anything of it changed last. */
  changed_at: number
  /** How often its content was modified. */
  version: Generated<number>
  /** The modified content, in the form of `message.body`; null where only other things changed. */
  body: Generated<string | null>
  /** When its receiver sent a read receipt; 0 for never. */
  receipt_at: Generated<number>
  /** The seq of the newest change of its extensions. */
  extension_seq: Generated<number>
  /** Extensions up to here were cleared. */
  extension_cleared: Generated<number>
  /** Rises with every reaction that is added or removed. */
  reaction_seq: Generated<number>
}

/** A key and a value on a message. */
export interface MessageExtensionTable {
  app_id: number
  conversation: number
  seq: number
  name: string
  value: string
  extension_seq: number
}

/** One account's reaction to a message. */
export interface MessageReactionTable {
  app_id: number
  conversation: number
  seq: number
  reaction: string
  account: string
  time: number
}

/** A message that one account deleted from its own view. */
export interface MessageDeletedTable {
  app_id: number
  account: string
  conversation: number
  seq: number
}

/** A part of the list of a merged message that is too long to travel in the message. */
export interface MergedPartTable {
  app_id: number
  key: string
  part: number
  /** Who uploaded it. */
  account: string
  /** How many messages are in this part. */
  messages: number
  /** The messages as JSON. */
  body: string
  created_at: number
}
