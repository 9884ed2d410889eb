import { Chat, ChatError } from '@yanshu/client'
import type { ChatSDK, Message } from '@yanshu/client'
import { bubbleOf, inOrder } from './bubble.ts'
import type { Bubble } from './bubble.ts'
import { ValueStore } from './value-store.ts'

export interface ConversationView {
  readonly bubbles: readonly Bubble[]
  readonly history: 'loading' | 'loaded' | 'failed'
  readonly hasEarlier: boolean
}

/** One conversation with one peer, as one pane shows it: history, what arrives, what is sent. */
export class ConversationModel {
  readonly view = new ValueStore<ConversationView>({
    bubbles: [],
    history: 'loading',
    hasEarlier: false,
  })
  readonly #chat: ChatSDK
  readonly #peer: string
  readonly #conversationID: string
  readonly #messages = new Map<string, Message>()
  /** By the id of an own message, the sequence that the conversation had reached when it was written. */
  readonly #writtenAfter = new Map<string, number>()
  readonly #failures = new Map<string, string>()
  #earlierFrom = ''
  #hasUnread = false

  constructor(chat: ChatSDK, peer: string) {
    this.#chat = chat
    this.#peer = peer
    this.#conversationID = `C2C${peer}`
  }

  /** Listens and loads the newest messages; `close` undoes it. */
  open(): void {
    const { EVENT } = Chat
    this.#chat.on(EVENT.MESSAGE_RECEIVED, this.#received)
    this.#chat.on(EVENT.MESSAGE_REVOKED, this.#changed)
    this.#chat.on(EVENT.MESSAGE_READ_BY_PEER, this.#changed)
    document.addEventListener('visibilitychange', this.#markRead)
    void this.loadEarlier()
  }

  close(): void {
    const { EVENT } = Chat
    this.#chat.off(EVENT.MESSAGE_RECEIVED, this.#received)
    this.#chat.off(EVENT.MESSAGE_REVOKED, this.#changed)
    this.#chat.off(EVENT.MESSAGE_READ_BY_PEER, this.#changed)
    document.removeEventListener('visibilitychange', this.#markRead)
  }

  /** Loads the page of history before the oldest message shown; the newest page at first. */
  readonly loadEarlier = async (): Promise<void> => {
    this.view.patch({ history: 'loading' })
    try {
      const { data } = await this.#chat.getMessageList({
        conversationID: this.#conversationID,
        ...(this.#earlierFrom === '' ? {} : { nextReqMessageID: this.#earlierFrom }),
      })
      this.#earlierFrom = data.nextReqMessageID
      this.view.patch({ history: 'loaded', hasEarlier: !data.isCompleted })
      this.#keep(data.messageList)
      this.#hasUnread ||= data.messageList.some((message) => message.flow === 'in')
      this.#markRead()
    } catch {
      this.view.patch({ history: 'failed' })
    }
  }

  /** Sends a text; a failure shows at the message itself. */
  readonly send = async (text: string): Promise<void> => {
    const message = this.#chat.createTextMessage({
      to: this.#peer,
      conversationType: Chat.TYPES.CONV_C2C,
      payload: { text },
    })
    this.#writtenAfter.set(message.ID, this.#reached())
    this.#keep([message])
    await this.#settle(message.ID, this.#chat.sendMessage(message))
  }

  readonly resend = async (id: string): Promise<void> => {
    const message = this.#messages.get(id)
    if (message) await this.#settle(id, this.#chat.resendMessage(message))
  }

  /** Takes an own message back. @throws {ChatError} */
  readonly recall = async (id: string): Promise<void> => {
    const message = this.#messages.get(id)
    if (!message) return
    await this.#chat.revokeMessage(message)
    this.#draw()
  }

  async #settle(id: string, sending: Promise<unknown>): Promise<void> {
    this.#draw()
    try {
      await sending
    } catch (error) {
      // The SDK has marked the message as failed, which is how the pane shows it.
      if (!(error instanceof ChatError)) throw error
      this.#failures.set(id, `${error.code} ${error.message}`)
    } finally {
      this.#draw()
    }
  }

  readonly #received = ({ data }: { readonly data: Message[] }): void => {
    const own = data.filter((message) => message.conversationID === this.#conversationID)
    if (own.length === 0) return
    this.#keep(own)
    this.#hasUnread ||= own.some((message) => message.flow === 'in')
    this.#markRead()
  }

  readonly #changed = ({ data }: { readonly data: Message[] }): void => {
    const shown = data.filter((message) => this.#messages.has(message.ID))
    if (shown.length > 0) this.#keep(shown)
  }

  /** Nobody has read what arrives while the page is in the background. */
  readonly #markRead = (): void => {
    if (!this.#hasUnread || document.visibilityState !== 'visible' || !this.#chat.isReady()) return
    this.#hasUnread = false
    this.#chat.setMessageRead({ conversationID: this.#conversationID }).catch(() => {
      // Tried again with the next message.
      this.#hasUnread = true
    })
  }

  #keep(messages: readonly Message[]): void {
    for (const message of messages) this.#messages.set(message.ID, message)
    this.#draw()
  }

  #draw(): void {
    const ordered = inOrder(this.#messages.values(), this.#writtenAfter)
    const bubbles = ordered.map((message) => bubbleOf(message, this.#failures.get(message.ID)))
    this.view.patch({ bubbles })
  }

  #reached(): number {
    let highest = 0
    for (const { sequence } of this.#messages.values()) highest = Math.max(highest, sequence)
    return highest
  }
}
