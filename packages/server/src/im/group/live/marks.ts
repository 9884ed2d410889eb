import { groupLimits } from '@yanshu/protocol'

/** Counts as online, although it need not be. */
export const ROBOT = 500

/** Is left out of the list, but where it is asked for by this mark. */
export const HIDDEN = 600

/** The first of the marks that apps give meaning to. */
const OWN_MARKS = 1000

/** So many may have one mark. */
export const MEMBERS_PER_MARK = 1000

/** How long a robot counts as online: 3 days. */
const ROBOT_TIME = 3 * 86_400_000

/**
 * Marks of who is in one live room (直播群成员标记): 10 kinds beside the two that have a meaning, each on
 * 1000 members at most.
 */
export class Marks {
  readonly #members = new Map<number, Set<string>>()
  /** Until when robots count as online, in Unix milliseconds; who was marked first runs out first. */
  readonly #robots = new Map<string, number>()

  /** False where it would be one kind too many. */
  hasRoomFor(mark: number): boolean {
    if (mark < OWN_MARKS || this.#members.has(mark)) return true
    const own = [...this.#members.keys()].filter((each) => each >= OWN_MARKS)
    return own.length < groupLimits.markKinds
  }

  /** False where the mark is on too many, or is a kind too many. */
  set(account: string, mark: number): boolean {
    if (!this.hasRoomFor(mark)) return false
    const members = this.#members.get(mark) ?? new Set<string>()
    if (members.has(account)) return true
    if (members.size >= MEMBERS_PER_MARK) return false
    members.add(account)
    this.#members.set(mark, members)
    return true
  }

  /** False where the account had no such mark. */
  clear(account: string, mark: number): boolean {
    if (mark === ROBOT) return this.#robots.delete(account)
    const members = this.#members.get(mark)
    const had = members?.delete(account) ?? false
    if (members?.size === 0) this.#members.delete(mark)
    return had
  }

  /** An account left: what it was marked with is gone, but for being a robot. */
  left(account: string): void {
    for (const mark of this.#members.keys()) this.clear(account, mark)
  }

  of(account: string): readonly number[] {
    const marks = [...this.#members].filter(([, members]) => members.has(account))
    const own = marks.map(([mark]) => mark)
    return (this.#robots.has(account) ? [ROBOT, ...own] : own).toSorted((a, b) => a - b)
  }

  has(account: string, mark: number): boolean {
    if (mark === ROBOT) return this.#robots.has(account)
    return this.#members.get(mark)?.has(account) ?? false
  }

  get robots(): number {
    return this.#robots.size
  }

  /** False where there are too many; one that is there already begins its time anew. */
  setRobot(account: string, now: number): boolean {
    if (!this.#robots.delete(account) && this.#robots.size >= MEMBERS_PER_MARK) return false
    this.#robots.set(account, now + ROBOT_TIME)
    return true
  }

  /** Ends the time of robots that is over, and answers whose. */
  expire(now: number): readonly string[] {
    const over: string[] = []
    for (const [account, until] of this.#robots) {
      if (until > now) break
      over.push(account)
    }
    for (const account of over) this.#robots.delete(account)
    return over
  }
}
