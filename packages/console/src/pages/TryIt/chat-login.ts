import { Chat, ChatError } from '@yanshu/client'
import type { ChatEvent, ChatEvents, ChatSDK } from '@yanshu/client'
import type { KickReason } from '@yanshu/protocol'
import { ValueStore } from './value-store.ts'

export type LoginState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'kicked'; readonly reason: KickReason }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface ChatLoginOptions {
  readonly appId: number
  readonly userId: string
  readonly gateway: string
  readonly fetchUserSig: () => Promise<string>
  readonly onFrame: (direction: 'in' | 'out', text: string) => void
}

type EventOf<Name extends keyof ChatEvents> = ChatEvent<Name, ChatEvents[Name]>

/** One client of the page: an instance of the SDK that is signed in as one account. */
export class ChatLogin {
  readonly state = new ValueStore<LoginState>({ kind: 'connecting' })
  readonly chat: ChatSDK
  readonly #options: ChatLoginOptions
  #ended = false

  constructor(options: ChatLoginOptions) {
    this.#options = options
    const device = randomId()
    // Both clients belong to one app, for which the SDK would hand out the same instance twice.
    const createOptions = {
      SDKAppID: options.appId,
      proxyServer: options.gateway,
      instanceKey: device,
      instanceId: device,
      onFrame: options.onFrame,
    }
    this.chat = Chat.create(createOptions)
    this.chat.on(Chat.EVENT.SDK_READY, () => this.#become({ kind: 'online' }))
    this.chat.on(Chat.EVENT.NET_STATE_CHANGE, this.#netChanged)
    this.chat.on(Chat.EVENT.KICKED_OUT, this.#kicked)
    this.chat.on(Chat.EVENT.ERROR, this.#failed)
  }

  async start(): Promise<void> {
    try {
      const userSig = await this.#options.fetchUserSig()
      if (this.#ended) return
      await this.chat.login({ userID: this.#options.userId, userSig })
    } catch (error) {
      this.#become({ kind: 'failed', error })
    }
  }

  end(): void {
    this.#ended = true
    void this.chat.destroy()
  }

  #become(state: LoginState): void {
    if (!this.#ended) this.state.set(state)
  }

  readonly #netChanged = ({ data }: EventOf<'netStateChange'>): void => {
    if (!this.chat.isReady()) return
    this.#become({ kind: data.state === 'connected' ? 'online' : 'reconnecting' })
  }

  readonly #kicked = ({ data }: EventOf<'kickedOut'>): void => {
    this.#become({ kind: 'kicked', reason: data.type })
  }

  /** An error counts only where it ended the login; the SDK goes on after all others. */
  readonly #failed = ({ data }: EventOf<'error'>): void => {
    queueMicrotask(() => {
      const isOut = this.chat.getLoginUser() === '' && this.state.get().kind !== 'kicked'
      if (isOut) this.#become({ kind: 'failed', error: new ChatError(data.code, data.message) })
    })
  }
}

/** `crypto.randomUUID` is missing on pages served over plain http from another machine. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return `console-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
