/**
 * Collects items and writes them in groups, one group at a time. The first item of an idle writer
 * leaves with the next turn of the loop; while a group is being written the next one grows. So a
 * lone message waits for one fsync and a flood shares it, without a timer to tune.
 */
export class GroupCommit<Item, Result> {
  readonly #write: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #largest: number
  #waiting: Waiting<Item, Result>[] = []
  /** A group is being written, or the first item waits for the turn of the loop to end. */
  #busy = false
  #newest: Promise<unknown> | undefined

  constructor(write: (items: readonly Item[]) => Promise<readonly Result[]>, largest = 512) {
    this.#write = write
    this.#largest = largest
  }

  add(item: Item): Promise<Result> {
    const added = new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
    })
    this.#newest = added
    if (!this.#busy) {
      this.#busy = true
      setImmediate(() => this.#next())
    }
    return added
  }

  /** Resolves when everything added before the call is written, or has failed. */
  async settled(): Promise<void> {
    // Groups are written in order, so the newest item is the last one.
    await this.#newest?.catch(() => undefined)
  }

  #next(): void {
    const group = this.#waiting.splice(0, this.#largest)
    this.#busy = group.length > 0
    if (this.#busy) void this.#commit(group)
  }

  async #commit(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#write(group.map(({ item }) => item))
      // The next group is on its way before this one is told: telling takes as long as writing.
      this.#next()
      for (const [at, result] of results.entries()) group[at]?.resolve(result)
    } catch (error) {
      this.#next()
      for (const { reject } of group) reject(error)
    }
  }
}

interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}
