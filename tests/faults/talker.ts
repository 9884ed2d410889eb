import { EVENT } from '@yanshu/client'
import type { ChatEvent, ChatSDK, Message } from '@yanshu/client'
import type { Platform, SendResult } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { createChat } from '../../packages/client/src/chat.ts'
import { timing } from '../../packages/client/src/connection/timing.ts'
import { userSigOf } from '../process/operator.ts'

/** A message that a talker made, and what became of it. */
export interface Utterance {
  readonly message: Message
  /** What the SDK said the moment it called the message sent. */
  sentAs?: number
  /** Sent again by hand after the SDK gave up, so its place in the order is open. */
  retried: boolean
}

// A connection that holds is soon trusted: kills come far more often here than anywhere else.
const impatient = { ...timing, stable: 100 }

/** Requests that may be under way before a talker falls silent. */
const MOST_UNDERWAY = 24

/** A device of an account: a real client that sends, reads and keeps what it is told. */
export class Talker {
  readonly userId: string
  /** Tells devices of one account apart. */
  readonly name: string
  readonly chat: ChatSDK
  readonly utterances: Utterance[] = []
  /** What the gateway answered to sends, as it came. */
  readonly answers: SendResult[] = []
  /** What the app was told of, by conversation, in the order of the events. */
  readonly received = new Map<string, Message[]>()
  /** Up to where a conversation was read at least, by the answers to it. */
  readonly read = new Map<string, number>()
  /** Ends of the login and errors that the SDK told of; there should be none. */
  readonly troubles: string[] = []
  #underway = 0
  #isConnected = false
  #count = 0

  constructor(url: string, app: TestApp, userId: string, platform: Platform) {
    this.userId = userId
    this.name = `${userId} on ${platform}`
    const options = { SDKAppID: app.appId, proxyServer: url, platform }
    this.chat = createChat(
      { ...options, onFrame: (direction, text) => this.#note(direction, text) },
      impatient,
      () => {},
    )
    this.chat.setLogLevel(4)
    this.chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => this.#receive(data))
    for (const name of [EVENT.SDK_NOT_READY, EVENT.KICKED_OUT, EVENT.ERROR]) {
      this.chat.on(name, ({ data }) => this.troubles.push(`${name} ${JSON.stringify(data)}`))
    }
    this.chat.on(EVENT.NET_STATE_CHANGE, ({ data }) => {
      this.#isConnected = data.state === 'connected'
    })
  }

  static async signIn(url: string, app: TestApp, userId: string, platform: Platform = 'Web') {
    const talker = new Talker(url, app, userId, platform)
    const ready = new Promise<ChatEvent>((resolve) => talker.chat.once(EVENT.SDK_READY, resolve))
    await talker.chat.login({ userID: userId, userSig: userSigOf(app, userId) })
    await ready
    return talker
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  get underway(): number {
    return this.#underway
  }

  /** Says something, unless too much is waiting for its answer. */
  say(to: string, excludedFromUnreadCount = false): void {
    if (this.#underway >= MOST_UNDERWAY) return
    const text = `${this.name} ${++this.#count}`
    const message = this.chat.createTextMessage({ to, conversationType: 'C2C', payload: { text } })
    const utterance: Utterance = { message, retried: false }
    this.utterances.push(utterance)
    void this.#deliver(utterance, excludedFromUnreadCount)
  }

  /** Marks what it was told of a conversation as read; a failure leaves it unread. */
  async markRead(conversationID: string): Promise<void> {
    const seen = this.received.get(conversationID)?.at(-1)?.sequence ?? 0
    try {
      await this.chat.setMessageRead({ conversationID })
    } catch {
      return
    }
    this.read.set(conversationID, Math.max(seen, this.read.get(conversationID) ?? 0))
  }

  async #deliver(utterance: Utterance, excludedFromUnreadCount: boolean): Promise<void> {
    const options = { messageControlInfo: { excludedFromUnreadCount } }
    this.#underway += 1
    try {
      await this.#send(utterance, () => this.chat.sendMessage(utterance.message, options))
      // A user presses "send again" once; after that the message stays as it is.
      if (utterance.sentAs === undefined) {
        utterance.retried = true
        await this.#send(utterance, () => this.chat.resendMessage(utterance.message, options))
      }
    } finally {
      this.#underway -= 1
    }
  }

  async #send(utterance: Utterance, send: () => ReturnType<ChatSDK['sendMessage']>): Promise<void> {
    try {
      const { data } = await send()
      utterance.sentAs = data.message.sequence
    } catch {
      // Whether it was stored is for the log to say.
    }
  }

  #receive(messages: readonly Message[]): void {
    for (const message of messages) {
      const present = this.received.get(message.conversationID)
      if (present) present.push({ ...message })
      else this.received.set(message.conversationID, [{ ...message }])
    }
  }

  #note(direction: 'in' | 'out', text: string): void {
    if (direction === 'out' || !text.includes('"key"')) return
    const { result } = JSON.parse(text) as { readonly result?: Partial<SendResult> }
    const { id, key, seq, time } = result ?? {}
    if (id === undefined || key === undefined || seq === undefined || time === undefined) return
    this.answers.push({ id, key, seq, time })
  }
}
