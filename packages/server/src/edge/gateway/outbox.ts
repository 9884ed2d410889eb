/** Something that holds frames until it is told to write them. */
export interface Flushable {
  flush(): void
}

/**
 * Lets frames of one turn of the loop leave in one write a socket. A commit answers and delivers
 * hundreds of messages at once; a system call for each of them costs more than everything else.
 */
export class Outbox {
  #waiting: Flushable[] = []

  /** Flushes at the end of this turn; to be called once between two flushes. */
  add(one: Flushable): void {
    if (this.#waiting.push(one) === 1) setImmediate(() => this.#flush())
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const one of waiting) one.flush()
  }
}
