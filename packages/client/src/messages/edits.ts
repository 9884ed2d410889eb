import type { Ask } from '../connection/requests.ts'
import { type ChatError, failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { groupIn } from '../conversations/conversation-id.ts'
import type { AnyWire } from './any-wire.ts'
import { askDelete, askModify, askSendReceipts } from './by-kind.ts'
import { receiptInfo } from './changes.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import { placeOf, placesOf } from './place.ts'
import { isMessage } from './sender.ts'
import { elementOf } from './to-element.ts'

export interface EditsDeps {
  readonly ask: Ask
  readonly store: MessageStore
  readonly take: (wire: AnyWire) => Message
  /** The list shows something of the conversation that may be gone. */
  readonly reload: (conversationId: string) => void
  /** Why a message cannot be changed, where it is known here. */
  readonly unmodifiable: (message: Message) => ChatError | undefined
}

const MODIFIABLE = new Set(['TIMTextElem', 'TIMCustomElem', 'TIMLocationElem', 'TIMFaceElem'])
const MOST_DELETED = 50
const MOST_RECEIPTS = 30

/** Changes messages that were sent: their content, who sees them, whether they were read. */
export class Edits {
  readonly #deps: EditsDeps

  constructor(deps: EditsDeps) {
    this.#deps = deps
  }

  /** Stores what the app changed in the message; 2480 with the newest where somebody else was first. */
  async modify(message: Message): Promise<ChatResult<{ message: Message }>> {
    const refusal = this.#deps.unmodifiable(message)
    if (refusal) throw refusal
    const place = placeOf(message)
    const element = elementOf(message)
    const single = message._elements.length <= 1 && MODIFIABLE.has(message.type)
    const { message: wire, conflict } = await askModify(this.#deps.ask, {
      ...place,
      version: message.messageVersion,
      cloudCustomData: message.cloudCustomData,
      ...(single && element ? { body: [element] } : {}),
    })
    // The app knows what it did itself.
    const known = this.#deps.store.find(message.ID)
    if (known) known.messageVersion = wire.version ?? 0
    const newest = this.#deps.take(wire)
    if (conflict) throw failure(sdkErrors.modifyConflict, undefined, { message: newest })
    if (newest !== message) Object.assign(message, newest)
    return success({ message })
  }

  /** Takes messages out of the own view; one that was never sent is only forgotten here. */
  async delete(messageList: readonly Message[]): Promise<ChatResult<{ messageList: Message[] }>> {
    if (!Array.isArray(messageList) || !messageList.every(isMessage)) {
      throw failure(sdkErrors.noMessage)
    }
    if (messageList.some(({ type }) => type === 'TIMGroupSystemNoticeElem')) {
      throw failure(sdkErrors.noticeKept)
    }
    const stored = messageList.filter(({ sequence }) => sequence > 0)
    if (stored.length > 0) {
      const places = placesOf(stored, MOST_DELETED)
      await askDelete(this.#deps.ask, places)
      this.#deps.reload(places.conversationId)
    }
    for (const message of messageList) {
      message.isDeleted = true
      const kept = this.#deps.store.find(message.ID)
      if (kept) kept.isDeleted = true
    }
    return success({ messageList: [...messageList] })
  }

  /** Confirms messages of the peer that asked for it; 2114 where none did. */
  async sendReceipts(messageList: readonly Message[]): Promise<ChatResult<Record<string, never>>> {
    const places = placesOf(messageList, MOST_RECEIPTS)
    const asking = messageList.filter((one) => one.needReadReceipt && one.flow === 'in')
    if (asking.length === 0) throw failure(sdkErrors.noReceiptNeeded)
    const seqs = asking.map(({ sequence }) => sequence)
    await askSendReceipts(this.#deps.ask, { conversationId: places.conversationId, seqs })
    return success({})
  }

  /** Brings `readReceiptInfo` of own messages up to date. */
  async getReceipts(
    messageList: readonly Message[],
  ): Promise<ChatResult<{ messageList: Message[] }>> {
    const bySeq = await this.#receipts(placesOf(messageList, MOST_RECEIPTS))
    for (const message of messageList) {
      const info = bySeq.get(message.sequence)
      if (!info) continue
      message.readReceiptInfo = info
      const kept = this.#deps.store.find(message.ID)
      if (kept) kept.readReceiptInfo = message.readReceiptInfo
    }
    return success({ messageList: [...messageList] })
  }

  async #receipts({
    conversationId,
    seqs,
  }: {
    readonly conversationId: string
    readonly seqs: number[]
  }): Promise<Map<number, Message['readReceiptInfo']>> {
    const { ask } = this.#deps
    const groupId = groupIn(conversationId)
    if (groupId === undefined) {
      const { receipts } = await ask('message.receipts', { conversationId, seqs })
      return new Map(receipts.map(({ seq, time }) => [seq, receiptInfo(time)]))
    }
    const { receipts } = await ask('group.receipts', { groupId, seqs })
    const asked = receipts.filter(({ code = 0 }) => code === 0)
    return new Map(
      asked.map(({ seq, readCount, unreadCount }) => [seq, { readCount, unreadCount }]),
    )
  }
}
