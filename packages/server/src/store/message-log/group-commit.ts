/**
 * Collects items and writes them in groups, one group at a time. The first item of an idle writer
 * leaves with the next turn of the loop; while a group is being written the next one grows. So a
 * lone message waits for one fsync and a flood shares it, without a timer to tune.
 */
export class GroupCommit<Item, Result> {
  readonly #write: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #largest: number
  #waiting: Waiting<Item, Result>[] = []
  #running = false
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
    if (!this.#running) void this.#run()
    return added
  }

  /** Resolves when everything added before the call is written, or has failed. */
  async settled(): Promise<void> {
    // Groups are written in order, so the newest item is the last one.
    await this.#newest?.catch(() => undefined)
  }

  async #run(): Promise<void> {
    this.#running = true
    await nextTurn()
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#largest)
      await this.#commit(group)
    }
    this.#running = false
  }

  async #commit(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#write(group.map(({ item }) => item))
      for (const [at, result] of results.entries()) group[at]?.resolve(result)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}

interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
