/** Callers counted; a flood of them must not fill the memory. */
const MOST = 100_000

/** Lets so many calls of one caller through in every window of time. */
export class WindowLimit {
  readonly #most: number
  readonly #window: number
  #begin = 0
  #counts = new Map<string, number>()

  /** @param window - milliseconds. */
  constructor(most: number, window: number) {
    this.#most = most
    this.#window = window
  }

  /** Counts a call; false where the caller had all of its calls in this window. */
  take(caller: string, now: number): boolean {
    const begin = now - (now % this.#window)
    if (begin !== this.#begin || this.#counts.size >= MOST) {
      this.#begin = begin
      this.#counts = new Map()
    }
    const count = this.#counts.get(caller) ?? 0
    if (count >= this.#most) return false
    this.#counts.set(caller, count + 1)
    return true
  }
}
