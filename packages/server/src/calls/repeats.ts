const REPEAT_WINDOW = 120_000

/** Answers that are remembered; the oldest go first where there are more. */
const MOST_KEPT = 20_000

interface Kept<Result> {
  readonly answer: Promise<Result>
  /** Unix milliseconds. */
  readonly until: number
}

/**
 * Does a request once that is sent again because its answer was lost: the same name within 120
 * seconds gets the answer of the first. What failed may be tried again.
 */
export class Repeats<Result> {
  readonly #now: () => number
  readonly #kept = new Map<string, Kept<Result>>()

  /** @param now - Unix milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** @param name - of the request; one without is done each time. */
  once(name: string | undefined, work: () => Promise<Result>): Promise<Result> {
    if (name === undefined) return work()
    this.#forget()
    const before = this.#kept.get(name)
    if (before) return before.answer
    const answer = work()
    const kept = { answer, until: this.#now() + REPEAT_WINDOW }
    this.#kept.set(name, kept)
    answer.catch(() => {
      if (this.#kept.get(name) === kept) this.#kept.delete(name)
    })
    return answer
  }

  #forget(): void {
    const now = this.#now()
    for (const [name, { until }] of this.#kept) {
      if (until > now && this.#kept.size < MOST_KEPT) return
      this.#kept.delete(name)
    }
  }
}
