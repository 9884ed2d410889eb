import type { PermissionCheck } from '@yanshu/protocol'

/** Asks the server; the answers come in the order of the questions. */
export type AskMany = (checks: readonly PermissionCheck[]) => Promise<readonly boolean[]>

interface Waiting {
  readonly check: PermissionCheck
  readonly answer: (may: boolean) => void
  readonly fail: (error: unknown) => void
}

/**
 * Collects what a page asks within one turn of the loop, so that all its buttons and entries cost one
 * request, or few where they are very many.
 */
export class MayBatch {
  readonly #askMany: AskMany
  readonly #most: number
  #waiting: Waiting[] = []

  constructor(askMany: AskMany, most: number) {
    this.#askMany = askMany
    this.#most = most
  }

  ask(check: PermissionCheck): Promise<boolean> {
    return new Promise((answer, fail) => {
      if (this.#waiting.length === 0) setTimeout(() => this.#flush(), 0)
      this.#waiting.push({ check, answer, fail })
    })
  }

  #flush(): void {
    const all = this.#waiting
    this.#waiting = []
    for (let at = 0; at < all.length; at += this.#most) {
      void this.#send(all.slice(at, at + this.#most))
    }
  }

  async #send(piece: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#askMany(piece.map(({ check }) => check))
      piece.forEach(({ answer }, at) => answer(answers[at] === true))
    } catch (error) {
      for (const { fail } of piece) fail(error)
    }
  }
}
