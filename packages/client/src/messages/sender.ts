import type { WireMessage } from '@yanshu/protocol'
import type { RequestParams } from '../connection/requests.ts'
import { type ChatError, failure, sdkErrors, withData } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { type Author, sign } from './create-message.ts'
import { fromWire } from './from-wire.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import { elementOf } from './to-element.ts'

export interface SendOptions {
  /** To whoever is online only: not stored, not counted. */
  onlineUserOnly?: boolean
  messageControlInfo?: {
    excludedFromUnreadCount?: boolean
    excludedFromLastMessage?: boolean
    excludedFromContentModeration?: boolean
  }
  offlinePushInfo?: Record<string, unknown>
}

export interface SenderDeps {
  readonly isReady: () => boolean
  readonly author: () => Author
  readonly send: (
    params: RequestParams<'message.send'>,
  ) => Promise<{ id: string; key: string; seq: number; time: number }>
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
  confirm(wire: WireMessage): void {
    const message = this.#deps.store.find(wire.id)
    if (message === undefined || message.status === 'success') return
    Object.assign(message, fromWire(wire, wire.from))
    this.#deps.arrived(message)
  }

  #refusal(message: Message): ChatError | undefined {
    if (!isMessage(message)) return failure(sdkErrors.noMessage)
    if (!this.#deps.isReady()) return failure(sdkErrors.notReady)
    if (message.status === 'success') return failure(sdkErrors.sendFailed, 'it is sent already')
    if (message.conversationType === 'GROUP') return failure(sdkErrors.notAvailable, 'groups')
    if (message.conversationType !== 'C2C') return failure(sdkErrors.badConversationType)
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
      const sent = await this.#deps.send(paramsOf(message, options))
      Object.assign(message, {
        status: 'success',
        time: sent.time,
        sequence: sent.seq,
        messageKey: sent.key,
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

function paramsOf(message: Message, options: SendOptions): RequestParams<'message.send'> {
  const element = elementOf(message)
  const control = controlOf(options)
  return {
    to: message.to,
    random: message.random,
    clientSeq: message.clientSequence,
    clientTime: message.clientTime,
    body: element === undefined ? [] : [element],
    ...(message.cloudCustomData === '' ? {} : { cloudCustomData: message.cloudCustomData }),
    ...(control.length === 0 ? {} : { control }),
    ...(options.onlineUserOnly ? { onlineOnly: true } : {}),
    ...(message.needReadReceipt ? { needReadReceipt: true } : {}),
    ...(message.isSupportExtension ? { supportExtension: true } : {}),
    ...(options.offlinePushInfo ? { offlinePush: options.offlinePushInfo } : {}),
  }
}

function controlOf({ onlineUserOnly, messageControlInfo: info }: SendOptions) {
  const control: NonNullable<RequestParams<'message.send'>['control']> = []
  // An online-only message is neither counted nor shown as the last one anyway.
  if (onlineUserOnly) return control
  if (info?.excludedFromUnreadCount) control.push('NoUnread')
  if (info?.excludedFromLastMessage) control.push('NoLastMsg')
  if (info?.excludedFromContentModeration) control.push('NoMsgCheck')
  return control
}
