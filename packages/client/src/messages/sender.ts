import { type ChatError, failure, sdkErrors, withData } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { type Author, sign } from './create-message.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import type { SendOptions } from './send-params.ts'
import { elementOf } from './to-element.ts'

export interface SenderDeps {
  readonly isReady: () => boolean
  readonly author: () => Author
  /** Hands a message to the server; only one-to-one messages get a key. */
  readonly send: (
    message: Message,
    options: SendOptions,
  ) => Promise<{ key?: string; seq: number; time: number }>
  /** Why a message may not leave, where it is known here. */
  readonly refusal: (message: Message) => ChatError | undefined
  readonly store: MessageStore
  /** There is something to bring to the server before the message can be written. */
  readonly waits: (message: Message) => boolean
  /** Brings what a message refers to to the server before it leaves. */
  readonly prepare: (message: Message) => Promise<void>
  /** A message is about to leave: its echo, by whatever way, is no news. */
  readonly leaving: (id: string) => void
  /** A message is at the server. */
  readonly arrived: (message: Message) => void
  /** The place an answer gave to a message. */
  readonly placed: (conversationId: string, seq: number) => void
}

/** Sends messages; one that is on its way is not sent a second time. */
export class Sender {
  readonly #deps: SenderDeps
  readonly #underway = new Map<string, Promise<ChatResult<{ message: Message }>>>()

  constructor(deps: SenderDeps) {
    this.#deps = deps
  }

  async send(
    message: Message,
    options: SendOptions = {},
  ): Promise<ChatResult<{ message: Message }>> {
    const refusal = this.#refusal(message)
    if (refusal) throw this.#failed(message, refusal)
    const author = this.#deps.author()
    if (message.from !== author.userId) sign(message, author)
    const underway = this.#underway.get(message.ID)
    if (underway) return underway
    const sending = this.#transmit(message, options).finally(() =>
      this.#underway.delete(message.ID),
    )
    this.#underway.set(message.ID, sending)
    return sending
  }

  /** Sends a failed message again, under the same ID. */
  async resend(message: Message, options?: SendOptions): Promise<ChatResult<{ message: Message }>> {
    if (isMessage(message) && message.status !== 'fail') {
      throw failure(sdkErrors.sendFailed, 'only a failed message can be sent again', { message })
    }
    return this.send(message, options)
  }

  /** Takes note that an own message reached the server though its answer was lost. */
  confirm(returned: Message): void {
    const message = this.#deps.store.find(returned.ID)
    if (message === undefined || message.status === 'success') return
    Object.assign(message, returned)
    this.#deps.arrived(message)
  }

  #refusal(message: Message): ChatError | undefined {
    if (!isMessage(message)) return failure(sdkErrors.noMessage)
    if (!this.#deps.isReady()) return failure(sdkErrors.notReady)
    if (message.status === 'success') return failure(sdkErrors.sendFailed, 'it is sent already')
    const refusal = this.#deps.refusal(message)
    if (refusal) return refusal
    if (this.#deps.waits(message)) return undefined
    if (elementOf(message) === undefined) return failure(sdkErrors.notAvailable, message.type)
    return undefined
  }

  async #transmit(
    message: Message,
    options: SendOptions,
  ): Promise<ChatResult<{ message: Message }>> {
    applyOptions(message, options)
    this.#deps.store.keep(message)
    this.#deps.leaving(message.ID)
    try {
      await this.#deps.prepare(message)
      const sent = await this.#deps.send(message, options)
      Object.assign(message, {
        status: 'success',
        time: sent.time,
        sequence: sent.seq,
        messageKey: sent.key ?? '',
      })
      // The app may have handed in a copy; the object made first is brought up to date too.
      const kept = this.#deps.store.keep(message)
      this.#deps.arrived(kept)
      if (sent.seq > 0) this.#deps.placed(message.conversationID, sent.seq)
      return success({ message })
    } catch (error) {
      throw this.#failed(message, error)
    }
  }

  #failed(message: Message, error: unknown): ChatError {
    if (!isMessage(message)) return withData(error, undefined)
    if (message.status !== 'success') message.status = 'fail'
    const kept = this.#deps.store.find(message.ID)
    if (kept !== undefined && kept.status !== 'success') kept.status = 'fail'
    return withData(error, { message })
  }
}

/** True for something a creator of this SDK made, or a copy of it. */
export function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ID' in value &&
    typeof value.ID === 'string' &&
    'conversationType' in value &&
    'random' in value
  )
}

function applyOptions(message: Message, { onlineUserOnly, messageControlInfo }: SendOptions): void {
  message.status = 'unSend'
  message._onlineOnlyFlag = onlineUserOnly === true
  message._isExcludedFromUnreadCount = messageControlInfo?.excludedFromUnreadCount === true
  message._isExcludedFromLastMessage = messageControlInfo?.excludedFromLastMessage === true
}
