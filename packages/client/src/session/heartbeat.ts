import { ChatError, sdkErrors } from '../errors.ts'

export interface HeartbeatDeps {
  readonly ping: () => Promise<{ serverTime: number; behind: boolean }>
  /** The server told its time, in Unix milliseconds. */
  readonly clock: (serverTime: number) => void
  /** The connection does not answer any more. */
  readonly dead: () => void
  /** After every beat; true where the server has something that was not received. */
  readonly beaten?: (behind: boolean) => void
}

/** Calls the server regularly, so that it keeps the connection, and notices one that is dead. */
export class Heartbeat {
  readonly #deps: HeartbeatDeps
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(deps: HeartbeatDeps) {
    this.#deps = deps
  }

  start(seconds: number): void {
    this.stop()
    this.#timer = setInterval(() => void this.#beat(), seconds * 1_000)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #beat(): Promise<void> {
    const timer = this.#timer
    const behind = await this.#ping(() => timer === this.#timer)
    this.#deps.beaten?.(behind)
  }

  /** @param current - false once the beat that asked was stopped, so that it says nothing more. */
  async #ping(current: () => boolean): Promise<boolean> {
    try {
      const { serverTime, behind } = await this.#deps.ping()
      this.#deps.clock(serverTime)
      return behind
    } catch (error) {
      const unanswered = error instanceof ChatError && error.code === sdkErrors.timeout.code
      if (unanswered && current()) this.#deps.dead()
      return false
    }
  }
}
