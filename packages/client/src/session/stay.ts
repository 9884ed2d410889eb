import type { LoginResult } from '@yanshu/protocol'
import { Connection, type ConnectionDeps } from '../connection/connection.ts'
import type { ChatError } from '../errors.ts'

/** One login of one user, with its connection. */
export class Stay {
  readonly userId: string
  readonly connection: Connection<'login'>
  /** Settled by the first answer to the login. */
  readonly signedIn: Promise<void>
  /** The newest answer to a login; absent until the first. */
  result: LoginResult | undefined
  ready = false
  connected = false
  /** The connection was lost before the app was told that it may begin. */
  missed = false
  #held: (() => void)[] = []
  #resolve: () => void = () => {}
  #reject: (error: ChatError) => void = () => {}
  readonly #online = () => this.connection.hurry()

  constructor(userId: string, deps: ConnectionDeps<'login'>) {
    this.userId = userId
    this.signedIn = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Whoever waits sees the failure; a login nobody waits for any more is no unhandled rejection.
    this.signedIn.catch(() => {})
    this.connection = new Connection(deps)
    // Only pages have a network that comes back with an event.
    globalThis.addEventListener?.('online', this.#online)
  }

  signIn(result: LoginResult): void {
    this.result = result
    this.#resolve()
  }

  /** Keeps an event until the app may begin. */
  hold(deliver: () => void): void {
    this.#held.push(deliver)
  }

  takeHeld(): (() => void)[] {
    const held = this.#held
    this.#held = []
    return held
  }

  end(error: ChatError): void {
    this.ready = false
    this.#held = []
    this.#reject(error)
    globalThis.removeEventListener?.('online', this.#online)
  }
}
