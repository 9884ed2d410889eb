import type { Target } from './session.ts'
import { Session, userName } from './session.ts'
import { hear, onlineRequest } from './wire.ts'

export interface BroadcastLoadOptions {
  readonly target: Target
  readonly sockets: number
  /** Events on their way together. */
  readonly window: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface BroadcastLoadResult {
  readonly faults: readonly string[]
  readonly deliveriesPerSecond: number
}

/**
 * Online-only messages to an account with many sessions, which every session must get once. Nothing is
 * stored for them, so this is the way of one event to many sockets and nothing else.
 */
export async function broadcastLoad(options: BroadcastLoadOptions): Promise<BroadcastLoadResult> {
  const load = new BroadcastLoad(options)
  return await load.run()
}

class BroadcastLoad {
  readonly #options: BroadcastLoadOptions
  readonly #faults: string[] = []
  /** Sockets that have event n, by n; done ones are removed. */
  readonly #reached = new Map<number, number>()
  #sender: Session | undefined
  #sent = 0
  #deliveries = 0
  #stopped = false

  constructor(options: BroadcastLoadOptions) {
    this.#options = options
  }

  async run(): Promise<BroadcastLoadResult> {
    const { target, window, warmupSeconds, seconds } = this.#options
    const sessions = await this.#audience()
    this.#sender = await Session.open(target, userName(1), (reason) =>
      this.#fault(`the sender's connection ended: ${reason}`),
    )
    this.#sender.socket.listen((bytes, start, end) => {
      const heard = hear(bytes, start, end)
      if (heard.kind !== 'answer') this.#fault(`unexpected frame: ${JSON.stringify(heard)}`)
    })
    for (let i = 0; i < window; i++) this.#broadcast()
    await Bun.sleep(warmupSeconds * 1000)
    const [before, start] = [this.#deliveries, performance.now()]
    await Bun.sleep(seconds * 1000)
    const elapsed = performance.now() - start
    const deliveriesPerSecond = ((this.#deliveries - before) * 1000) / elapsed
    await this.#drain()
    for (const session of sessions) session.close()
    this.#sender.close()
    return { faults: this.#faults, deliveriesPerSecond }
  }

  async #audience(): Promise<Session[]> {
    const { target, sockets } = this.#options
    const closed = (reason: string) => this.#fault(`a connection ended: ${reason}`)
    const sessions: Session[] = []
    for (let at = 0; at < sockets; at++) {
      const session = await Session.open(target, userName(0), closed, `instance-${at}`)
      let next = 0
      session.socket.listen((bytes, start, end) => {
        const heard = hear(bytes, start, end)
        if (heard.kind !== 'message') this.#fault(`unexpected frame: ${JSON.stringify(heard)}`)
        else if (heard.random !== next++)
          this.#fault(`event ${heard.random} instead of ${next - 1}`)
        else this.#arrive(heard.random)
      })
      sessions.push(session)
    }
    return sessions
  }

  #broadcast(): void {
    const random = this.#sent++
    this.#reached.set(random, 0)
    this.#sender?.socket.send(onlineRequest(random + 1, userName(0), random))
  }

  #arrive(random: number): void {
    this.#deliveries++
    const reached = (this.#reached.get(random) ?? 0) + 1
    this.#reached.set(random, reached)
    if (reached < this.#options.sockets) return
    this.#reached.delete(random)
    if (!this.#stopped) this.#broadcast()
  }

  async #drain(): Promise<void> {
    this.#stopped = true
    const deadline = performance.now() + 10_000
    while (this.#reached.size > 0 && performance.now() < deadline) await Bun.sleep(10)
    if (this.#reached.size > 0) this.#fault(`${this.#reached.size} events did not reach everyone`)
  }

  #fault(what: string): void {
    if (this.#faults.length < 10) this.#faults.push(what)
  }
}
