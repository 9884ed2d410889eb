export interface GateOptions {
  /** Tasks that run together. */
  readonly running: number
  /** Tasks that may wait for their turn. */
  readonly waiting: number
}

/** Bounds how many costly tasks run at once and how many wait. */
export class Gate {
  readonly #options: GateOptions
  readonly #queue: (() => void)[] = []
  #running = 0

  constructor(options: GateOptions) {
    this.#options = options
  }

  /** True where another task could not even wait. */
  get full(): boolean {
    const { running, waiting } = this.#options
    return this.#running >= running && this.#queue.length >= waiting
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.full) throw new Error('the gate is full')
    await this.#enter()
    try {
      return await task()
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#running >= this.#options.running) {
      // Who leaves hands its place over, so the count stays.
      await new Promise<void>((resolve) => this.#queue.push(resolve))
      return
    }
    this.#running += 1
  }

  #leave(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#running -= 1
    else next()
  }
}
