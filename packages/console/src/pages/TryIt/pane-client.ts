import { ChatLogin } from './chat-login.ts'
import type { ChatLoginOptions, LoginState } from './chat-login.ts'
import { ConversationModel } from './conversation-model.ts'
import { ValueStore } from './value-store.ts'

export interface PaneView {
  /** `undefined` while nobody is signed in. */
  readonly state: LoginState | undefined
  /** The conversation with the other side, once the login is ready. */
  readonly conversation: ConversationModel | undefined
}

/** What one pane shows: at most one login, and in it at most one conversation. */
export class PaneClient {
  readonly view = new ValueStore<PaneView>({ state: undefined, conversation: undefined })
  #options: ChatLoginOptions | undefined
  #login: ChatLogin | undefined
  #peer = ''

  enter(options: ChatLoginOptions): void {
    this.leave()
    this.#options = options
    const login = new ChatLogin(options)
    this.#login = login
    login.state.subscribe(() => this.#follow(login))
    this.#follow(login)
    void login.start()
  }

  leave(): void {
    this.#login?.end()
    this.#login = undefined
    this.#show(undefined)
  }

  /** Signs in again, after the login was lost. */
  readonly retry = (): void => {
    if (this.#options) this.enter(this.#options)
  }

  talkTo(peer: string): void {
    if (peer === this.#peer) return
    this.#peer = peer
    this.#closeConversation()
    if (this.#login) this.#follow(this.#login)
  }

  #follow(login: ChatLogin): void {
    if (login === this.#login) this.#show(login.state.get())
  }

  #show(state: LoginState | undefined): void {
    // A conversation outlives lost connections: the SDK brings what it missed.
    const lasts = state?.kind === 'online' || state?.kind === 'reconnecting'
    if (!lasts) this.#closeConversation()
    const conversation = lasts ? this.#openConversation() : undefined
    this.view.set({ state, conversation })
  }

  #openConversation(): ConversationModel | undefined {
    const open = this.view.get().conversation
    if (open || this.#peer === '' || !this.#login) return open
    const conversation = new ConversationModel(this.#login.chat, this.#peer)
    conversation.open()
    return conversation
  }

  #closeConversation(): void {
    this.view.get().conversation?.close()
    this.view.patch({ conversation: undefined })
  }
}
