import type { MsgPriority } from '@yanshu/protocol'

/** Messages of a group in a second, over all priorities (群组系统). */
export const MOST_PER_SECOND = 40

const ranks: Readonly<Record<MsgPriority, number>> = { High: 0, Normal: 1, Low: 2, Lowest: 3 }

/** Priorities as history numbers them, 1 the highest. */
export function priorityNumber(priority: MsgPriority): number {
  return ranks[priority] + 1
}

const names = ['High', 'Normal', 'Low', 'Lowest'] as const

export function priorityName(number: number): MsgPriority {
  return names[number - 1] ?? 'Normal'
}

interface Second {
  readonly at: number
  /** Messages that came, by rank. */
  readonly came: number[]
  /** Messages that were let through, by rank. */
  readonly passed: number[]
}

/**
 * Lets a group's messages through up to a rate, and drops the rest, the least important first.
 *
 * What was let through cannot be taken back, so who comes late in a full second would lose, however
 * important. Therefore a second that follows an overfull one keeps room for the more important
 * messages, as many as there were of them in the one before.
 */
export class Flow {
  readonly #most: number
  #now: Second = newSecond(0)
  #before: Second = newSecond(0)

  constructor(most = MOST_PER_SECOND) {
    this.#most = most
  }

  /** Whether a message of this priority goes through at a time in Unix milliseconds. */
  admits(priority: MsgPriority, time: number): boolean {
    this.#turn(Math.floor(time / 1000))
    const rank = ranks[priority]
    count(this.#now.came, rank)
    const passed = sum(this.#now.passed)
    if (
      passed >= this.#most ||
      passed - moreImportant(this.#now.passed, rank) >= this.#room(rank)
    ) {
      return false
    }
    count(this.#now.passed, rank)
    return true
  }

  /** True where nothing came lately: its group need not be remembered. */
  isIdle(time: number): boolean {
    return Math.floor(time / 1000) > this.#now.at + 1
  }

  /** How many messages of a rank and below go through in this second. */
  #room(rank: number): number {
    if (sum(this.#before.came) <= this.#most) return this.#most
    const expected = moreImportant(this.#before.came, rank)
    return Math.max(0, this.#most - Math.max(expected, moreImportant(this.#now.came, rank)))
  }

  #turn(second: number): void {
    if (second <= this.#now.at) return
    this.#before = second === this.#now.at + 1 ? this.#now : newSecond(second - 1)
    this.#now = newSecond(second)
  }
}

function newSecond(at: number): Second {
  return { at, came: [0, 0, 0, 0], passed: [0, 0, 0, 0] }
}

function count(counts: number[], rank: number): void {
  counts[rank] = (counts[rank] ?? 0) + 1
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0)
}

function moreImportant(counts: readonly number[], rank: number): number {
  return sum(counts.slice(0, rank))
}

/** Groups whose flow is remembered; idle ones go first. */
const KNOWN = 20_000

/** The flows of all groups. */
export class Flows {
  readonly #flows = new Map<string, Flow>()

  admits(place: string, priority: MsgPriority, time: number): boolean {
    let flow = this.#flows.get(place)
    if (!flow) {
      if (this.#flows.size >= KNOWN) this.#forgetIdle(time)
      flow = new Flow()
      this.#flows.set(place, flow)
    }
    return flow.admits(priority, time)
  }

  #forgetIdle(time: number): void {
    for (const [place, flow] of this.#flows) if (flow.isIdle(time)) this.#flows.delete(place)
  }
}
