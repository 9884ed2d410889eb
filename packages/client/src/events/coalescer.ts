/**
 * Runs a task soon after it was asked for, and under load at most once per `spacing`.
 *
 * The time of a run is fixed by the first request since the last one, so a stream of requests
 * cannot put it off.
 */
export class Coalescer {
  readonly #task: () => void
  readonly #spacing: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = Number.NEGATIVE_INFINITY

  /** @param spacing - milliseconds between two runs. */
  constructor(task: () => void, spacing: number) {
    this.#task = task
    this.#spacing = spacing
  }

  schedule(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(0, this.#last + this.#spacing - performance.now())
    this.#timer = setTimeout(() => this.#run(), wait)
  }

  cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #run(): void {
    this.#timer = undefined
    this.#last = performance.now()
    this.#task()
  }
}
