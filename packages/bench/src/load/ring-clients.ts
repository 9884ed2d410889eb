import { encodeFrame } from './frames.ts'
import { Ring, STRIDE } from './ring.ts'
import type { Session, Target } from './session.ts'
import { openSessions } from './session.ts'
import { hear, sendRequest } from './wire.ts'

/** A message that has neither arrived nor been answered after this long is lost. */
const DRAIN_SECONDS = 10

/** Signed-in users around a ring, each writing to the next, and the book of what they send. */
export class RingClients {
  readonly ring: Ring
  /** Called for each answer, after it is in the book. */
  answered: (sender: number) => void = () => {}
  /** Called for each delivery with the message's `random`, after it is in the book. */
  arrived: (random: number) => void = () => {}
  readonly #users: readonly string[]
  #sessions: readonly Session[] = []

  private constructor(users: readonly string[]) {
    this.#users = users
    this.ring = new Ring(users.length)
  }

  static async open(target: Target, users: readonly string[]): Promise<RingClients> {
    const clients = new RingClients(users)
    await clients.#open(target)
    return clients
  }

  get size(): number {
    return this.#users.length
  }

  /** Queues the next message of a sender; answers its `random`. */
  send(sender: number): number {
    const random = this.ring.send(sender)
    const to = this.#users[this.ring.receiverOf(sender)] ?? ''
    // Id 0 was the login.
    const frame = encodeFrame(sendRequest((random % STRIDE) + 1, to, random))
    this.#sessions[sender]?.socket.queue(frame)
    return random
  }

  /** Starts a closed loop: each sender has `window` messages on their way until `answered` changes. */
  fill(window: number): void {
    this.answered = (sender) => void this.send(sender)
    for (let sender = 0; sender < this.size; sender++) {
      for (let i = 0; i < window; i++) this.send(sender)
    }
    this.flush()
  }

  flush(): void {
    for (const session of this.#sessions) session.socket.flush()
  }

  /** Sends nothing more and waits until everything sent is answered and delivered, or lost. */
  async drain(seconds = DRAIN_SECONDS): Promise<void> {
    this.answered = () => {}
    const deadline = performance.now() + seconds * 1000
    while (!this.ring.settled && performance.now() < deadline) {
      this.flush()
      await Bun.sleep(5)
    }
  }

  close(): void {
    for (const session of this.#sessions) session.close()
  }

  async #open(target: Target): Promise<void> {
    const closed = (reason: string) => this.ring.fault(`a connection ended: ${reason}`)
    this.#sessions = await openSessions(target, this.#users, closed)
    for (const [user, session] of this.#sessions.entries()) {
      session.socket.listen((bytes, start, end) => this.#hear(user, bytes, start, end))
    }
  }

  #hear(user: number, bytes: Buffer, start: number, end: number): void {
    const heard = hear(bytes, start, end)
    if (heard.kind === 'message') {
      this.ring.deliver(user, heard.random)
      this.arrived(heard.random)
    } else if (heard.kind === 'answer') {
      this.ring.acknowledge(user)
      this.answered(user)
    } else {
      this.ring.fault(`unexpected frame: ${heard.text}`)
    }
  }
}
