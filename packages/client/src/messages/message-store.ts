import { RecentMap } from '../recent-map.ts'
import type { Message } from './message.ts'

/** Messages kept to be found by ID and updated in place; older ones are forgotten. */
const KEPT = 5_000

/** Told when a message that was handed out turns out to have changed, whatever answer shows it. */
export interface StoreWatch {
  modified?(message: Message): void
  /** The peer sent a read receipt. */
  confirmed?(message: Message): void
}

/** The messages this instance has handed out, one object for each ID. */
export class MessageStore {
  readonly #byId = new RecentMap<string, Message>(KEPT)
  readonly #watch: StoreWatch

  constructor(watch: StoreWatch = {}) {
    this.#watch = watch
  }

  find(id: string): Message | undefined {
    return this.#byId.get(id)
  }

  /** Keeps a message; the object the app already holds is brought up to date and answered instead. */
  keep(message: Message): Message {
    const known = this.#byId.get(message.ID)
    if (known === undefined || known === message) {
      this.#byId.set(message.ID, message)
      return message
    }
    const isModified = message.messageVersion > known.messageVersion
    const isConfirmed = message.readReceiptInfo.isPeerRead && !known.readReceiptInfo.isPeerRead
    Object.assign(known, message, lasting(known, message))
    if (isModified) this.#watch.modified?.(known)
    if (isConfirmed && known.flow === 'out') this.#watch.confirmed?.(known)
    return known
  }

  /** Marks the sent messages of a conversation as read by the peer; answers those that were not. */
  markPeerRead(conversationId: string, readSeq: number): Message[] {
    const changed = [...this.#byId.values()].filter(
      (message) =>
        message.conversationID === conversationId &&
        message.flow === 'out' &&
        !message.isPeerRead &&
        message.sequence > 0 &&
        message.sequence <= readSeq,
    )
    for (const message of changed) message.isPeerRead = true
    return changed.sort((a, b) => a.sequence - b.sequence)
  }

  forgetConversations(conversationIds: readonly string[]): void {
    for (const message of this.#byId.values()) {
      if (conversationIds.includes(message.conversationID)) this.#byId.delete(message.ID)
    }
  }

  clear(): void {
    this.#byId.clear()
  }
}

// What came true once stays true, whatever an answer made before it says.
function lasting(known: Message, message: Message): Partial<Message> {
  const kept: Partial<Message> = {}
  if (known.messageVersion > message.messageVersion) {
    kept.isModified = known.isModified
    kept.messageVersion = known.messageVersion
    kept.type = known.type
    kept.payload = known.payload
    kept.cloudCustomData = known.cloudCustomData
    kept._elements = known._elements
  }
  // A message of a group says nothing of its receipts; they are asked for and told of.
  const isSilent = Object.keys(message.readReceiptInfo).length === 0
  if (known.readReceiptInfo.isPeerRead || isSilent) kept.readReceiptInfo = known.readReceiptInfo
  if (known.isDeleted) kept.isDeleted = true
  if (known.isPeerRead) kept.isPeerRead = true
  if (known.isRevoked) {
    kept.isRevoked = true
    kept.revoker = known.revoker
    kept.revokerInfo = known.revokerInfo
    kept.revokeReason = known.revokeReason
  }
  return kept
}
