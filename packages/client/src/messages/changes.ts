import type { GatewayEvents } from '@yanshu/protocol'
import type { Emitter } from '../events/emitter.ts'
import { type AnyWire, conversationOf } from './any-wire.ts'
import type { MessageExtensions } from './extensions.ts'
import type { MessageReactions } from './reactions.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'

export interface ChangesDeps {
  readonly events: Emitter
  readonly store: MessageStore
  readonly take: (wire: AnyWire) => Message
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
    'message.modified': ({ message }: GatewayEvents['message.modified']) => this.#modified(message),
    'message.receipt': ({ by, messages, time }: GatewayEvents['message.receipt']) =>
      this.#receipts(
        by,
        messages.map(({ id }) => id),
        time,
      ),
    'group.messageModified': ({ message }: GatewayEvents['group.messageModified']) =>
      this.#modified(message),
    'group.messageReceipt': (data: GatewayEvents['group.messageReceipt']) =>
      this.#groupReceipts(data),
  }

  /** Brings messages up to date that `sync` told of; what was known before is passed over. */
  synced(wires: readonly AnyWire[]): void {
    const { store, take } = this.#deps
    for (const wire of wires) if (store.find(wire.id)) take(wire)
    // What cannot be read now is read when the app asks.
    void this.#readAttached(wires).catch(() => {})
  }

  /** A message that this instance handed out has other content now. */
  readonly modified = (message: Message): void => {
    this.#deps.shown(message)
    this.#deps.events.emit('onMessageModified', [message])
  }

  /** A message that this instance handed out has a read receipt now. */
  readonly confirmed = (message: Message): void => {
    const { timestamp } = message.readReceiptInfo
    this.#tellReceipts(message.to, [message.ID], timestamp ?? 0)
  }

  async #readAttached(wires: readonly AnyWire[]): Promise<void> {
    const { extensions, reactions, me } = this.#deps
    for (const wire of wires) {
      const conversationId = conversationOf(wire, me())
      const place = { conversationId, seq: wire.seq }
      if (wire.extensionSeq !== undefined) await extensions.catchUp(wire.id, place)
      if (wire.reactionSeq !== undefined) await reactions.catchUp(wire.id, place)
    }
  }

  #modified(wire: AnyWire): void {
    const isKnown = this.#deps.store.find(wire.id) !== undefined
    const message = this.#deps.take(wire)
    // Of one that was known the store has told.
    if (!isKnown) this.modified(message)
  }

  #receipts(userID: string, ids: readonly string[], timestamp: number): void {
    const { store } = this.#deps
    const fresh = ids.filter((id) => store.find(id)?.readReceiptInfo.isPeerRead !== true)
    for (const id of fresh) {
      const known = store.find(id)
      if (known) known.readReceiptInfo = receiptInfo(timestamp)
    }
    if (fresh.length > 0) this.#tellReceipts(userID, fresh, timestamp)
  }

  #groupReceipts({ groupId, messages, time }: GatewayEvents['group.messageReceipt']): void {
    const { store, events } = this.#deps
    const told = messages.map(({ id, readCount, unreadCount }) => {
      const known = store.find(id)
      if (known) known.readReceiptInfo = { readCount, unreadCount }
      const counts = { readCount, unreadCount, isPeerRead: false, timestamp: time }
      return { messageID: id, groupID: groupId, userID: '', ...counts }
    })
    if (told.length > 0) events.emit('onMessageReadReceiptReceived', told)
  }

  #tellReceipts(userID: string, ids: readonly string[], timestamp: number): void {
    this.#deps.events.emit(
      'onMessageReadReceiptReceived',
      ids.map((messageID) => ({ messageID, groupID: '', userID, ...receiptInfo(timestamp) })),
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
