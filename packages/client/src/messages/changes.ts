import type { GatewayEvents, WireMessage } from '@yanshu/protocol'
import { conversationIdOf, peerOf } from '../conversations/conversation-id.ts'
import type { Emitter } from '../events/emitter.ts'
import type { MessageExtensions } from './extensions.ts'
import type { MessageReactions } from './reactions.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'

export interface ChangesDeps {
  readonly events: Emitter
  readonly store: MessageStore
  readonly take: (wire: WireMessage) => Message
  /** What the conversation list shows of a message may be different now. */
  readonly shown: (message: Message) => void
  readonly me: () => string
  readonly extensions: Pick<MessageExtensions, 'catchUp'>
  readonly reactions: Pick<MessageReactions, 'catchUp'>
}

/** What an app is told of one receipt. */
export interface ReadReceipt {
  messageID: string
  /** Empty in one-to-one conversations. */
  groupID: string
  userID: string
  readCount: number
  unreadCount: number
  isPeerRead: boolean
  /** Unix seconds. */
  timestamp: number
}

/** Takes note of what happened to messages after they were sent, by events and by `sync`. */
export class Changes {
  readonly #deps: ChangesDeps

  constructor(deps: ChangesDeps) {
    this.#deps = deps
  }

  readonly handlers = {
    'message.modified': ({ message }: GatewayEvents['message.modified']) =>
      this.modified([message]),
    'message.receipt': ({ by, messages, time }: GatewayEvents['message.receipt']) =>
      this.#receipts(
        by,
        messages.map(({ id }) => id),
        time,
      ),
  }

  /** Brings messages up to date that `sync` told of; what was known before is passed over. */
  synced(wires: readonly WireMessage[]): void {
    this.modified(wires.filter(({ version = 0 }) => version > 0))
    for (const { id, to, receiptTime } of wires) {
      if (receiptTime !== undefined) this.#receipts(to, [id], receiptTime)
    }
    // What cannot be read now is read when the app asks.
    void this.#readAttached(wires).catch(() => {})
  }

  async #readAttached(wires: readonly WireMessage[]): Promise<void> {
    const { extensions, reactions, me } = this.#deps
    for (const wire of wires) {
      const conversationId = conversationIdOf(peerOf(wire, me()))
      const place = { conversationId, seq: wire.seq }
      if (wire.extensionSeq !== undefined) await extensions.catchUp(wire.id, place)
      if (wire.reactionSeq !== undefined) await reactions.catchUp(wire.id, place)
    }
  }

  modified(wires: readonly WireMessage[]): void {
    const { events, store, take, shown } = this.#deps
    const fresh = wires.filter(
      ({ id, version = 0 }) => (store.find(id)?.messageVersion ?? -1) < version,
    )
    if (fresh.length === 0) return
    const messages = fresh.map(take)
    messages.forEach(shown)
    events.emit('onMessageModified', messages)
  }

  #receipts(userID: string, ids: readonly string[], timestamp: number): void {
    const { store, events } = this.#deps
    const fresh = ids.filter((id) => {
      const known = store.find(id)
      return known === undefined || (known.flow === 'out' && !known.readReceiptInfo.isPeerRead)
    })
    for (const id of fresh) {
      const known = store.find(id)
      if (known) known.readReceiptInfo = receiptInfo(timestamp)
    }
    if (fresh.length === 0) return
    events.emit(
      'onMessageReadReceiptReceived',
      fresh.map((messageID) => ({
        messageID,
        groupID: '',
        userID,
        ...receiptInfo(timestamp),
      })),
    )
  }
}

/** What a message says of its receipt. */
export function receiptInfo(timestamp: number | undefined) {
  const isPeerRead = timestamp !== undefined
  return {
    readCount: isPeerRead ? 1 : 0,
    unreadCount: isPeerRead ? 0 : 1,
    isPeerRead,
    timestamp: timestamp ?? 0,
  }
}
