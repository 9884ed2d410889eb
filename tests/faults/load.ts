import type { Chance } from './chance.ts'
import type { Talker } from './talker.ts'

/** Milliseconds between two things that one talker does. */
const PACE = 8

/** Talkers that keep talking until they are stopped, to each other and to those who are away. */
export class Load {
  readonly #talkers: readonly Talker[]
  readonly #chance: Chance
  readonly #timers: Timer[]
  /** Accounts without a client; one that nobody wrote to before makes a new conversation. */
  readonly absent: string[] = []

  constructor(talkers: readonly Talker[], chance: Chance) {
    this.#talkers = talkers
    this.#chance = chance
    this.#timers = talkers.map((talker) => setInterval(() => this.#act(talker), PACE))
  }

  /** Answers that came to all talkers together. */
  get answered(): number {
    return this.#talkers.reduce((sum, { answers }) => sum + answers.length, 0)
  }

  get underway(): number {
    return this.#talkers.reduce((sum, { underway }) => sum + underway, 0)
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
  }

  #act(talker: Talker): void {
    const others = this.#talkers.filter(({ userId }) => userId !== talker.userId)
    const roll = this.#chance.next()
    const peer = this.#chance.pick(others).userId
    if (roll < 0.03) void talker.markRead(`C2C${peer}`)
    else if (roll < 0.06 && this.absent.length > 0) talker.say(this.#chance.pick(this.absent))
    else talker.say(peer, roll < 0.1)
  }
}
