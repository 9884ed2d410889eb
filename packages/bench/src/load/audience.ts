import type { Session, Target } from './session.ts'
import { openSessions, userName } from './session.ts'
import { groupRequest, hear } from './wire.ts'

/** Messages are numbered from here on, so that tips, whose number is 0, are told apart. */
const FIRST = 1_000_000

/** Somebody who writes, and many who each must get every message once. */
export class Audience {
  readonly faults: string[] = []
  /** Called when a message has reached everybody. */
  reachedAll: () => void = () => {}
  deliveries = 0
  readonly #sessions: readonly Session[]
  /** Who has message n already, by n; those that everybody has are removed. */
  readonly #reached = new Map<number, number>()
  #sent = 0

  private constructor(sessions: readonly Session[]) {
    this.#sessions = sessions
    for (const [at, session] of sessions.entries()) {
      session.socket.listen((bytes, start, end) => this.#hear(at, bytes, start, end))
    }
  }

  /** Signs the first `size` users and the sender in. */
  static async open(
    target: Target,
    size: number,
    enter: (session: Session) => Promise<unknown> = async () => undefined,
  ): Promise<Audience> {
    const ends: string[] = []
    const users = Array.from({ length: size + 1 }, (_, at) => userName(at))
    const sessions = await openSessions(target, users, (reason) => ends.push(reason))
    for (let at = 0; at < sessions.length; at += 50) {
      await Promise.all(sessions.slice(at, at + 50).map(enter))
    }
    const audience = new Audience(sessions)
    for (const reason of ends) audience.fault(`a connection ended: ${reason}`)
    return audience
  }

  /** Messages that have not reached everybody yet. */
  get underWay(): number {
    return this.#reached.size
  }

  send(groupId: string): void {
    const random = FIRST + this.#sent++
    this.#reached.set(random, 0)
    this.#sessions[0]?.socket.send(groupRequest(random, groupId, random))
  }

  /** Waits for what is under way, and signs everybody out. */
  async close(): Promise<void> {
    this.reachedAll = () => {}
    const deadline = performance.now() + 10_000
    while (this.underWay > 0 && performance.now() < deadline) await Bun.sleep(10)
    if (this.underWay > 0) this.fault(`${this.underWay} messages did not reach everybody`)
    for (const session of this.#sessions) session.close()
  }

  fault(what: string): void {
    if (this.faults.length < 10) this.faults.push(what)
  }

  #hear(at: number, bytes: Buffer, start: number, end: number): void {
    const heard = hear(bytes, start, end)
    if (heard.kind === 'message') {
      if (heard.random >= FIRST) this.#arrive(at, heard.random)
    } else if (heard.kind === 'other') this.fault(`unexpected frame: ${heard.text}`)
  }

  #arrive(at: number, random: number): void {
    const before = this.#reached.get(random)
    if (before === undefined || at === 0) {
      this.fault(`message ${random} reached user ${at} against the rules`)
      return
    }
    this.deliveries++
    if (before + 1 < this.#sessions.length - 1) {
      this.#reached.set(random, before + 1)
      return
    }
    this.#reached.delete(random)
    this.reachedAll()
  }
}
