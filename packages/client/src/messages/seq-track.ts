/** What is missing: after the first seq and before the second. */
export interface Hole {
  readonly after: number
  readonly before: number
}

/**
 * How far one conversation is known without holes, and what waits behind a hole.
 *
 * Seqs of a conversation have no holes at the server, so a jump tells that something is missing.
 */
export class SeqTrack<Item> {
  #base: number
  #reached: number
  #known = 0
  readonly #held = new Map<number, Item | undefined>()
  /** Set while somebody fetches what is missing. */
  filling = false

  /** @param reached - everything up to here is known or not wanted. */
  constructor(reached: number) {
    this.#base = reached
    this.#reached = reached
  }

  /** True for a seq that was handed out, is held, or was found to be invisible here. */
  covers(seq: number): boolean {
    return (seq > this.#base && seq <= this.#reached) || this.#held.get(seq) !== undefined
  }

  /** True for a seq from before the track began. */
  isBefore(seq: number): boolean {
    return seq <= this.#base
  }

  /** Takes note of a seq, with an item to hand out or with nothing to show. */
  put(seq: number, item?: Item): void {
    if (seq > this.#reached && this.#held.get(seq) === undefined) this.#held.set(seq, item)
  }

  /** The conversation has a message at this seq, wherever that may be now. */
  know(seq: number): void {
    this.#known = Math.max(this.#known, seq)
  }

  /** Hands out, in order, what no hole holds back. */
  drain(): Item[] {
    return this.jump(this.#reached)
  }

  /** Hands out, in order, everything up to a seq, holes or not, and what follows without a hole. */
  jump(to: number): Item[] {
    const items: Item[] = []
    for (const seq of [...this.#held.keys()].sort((a, b) => a - b)) {
      if (seq > Math.max(to, this.#reached) + 1) break
      this.#reached = Math.max(this.#reached, seq)
      const item = this.#held.get(seq)
      if (item !== undefined) items.push(item)
      this.#held.delete(seq)
    }
    this.#reached = Math.max(this.#reached, to)
    return items
  }

  /** Hands out everything held; what is missing may still come later. */
  surrender(): Item[] {
    const items = this.jump(Math.max(this.#reached, ...this.#held.keys()))
    this.#base = this.#reached
    return items
  }

  hole(): Hole | undefined {
    const held = this.#held.size === 0 ? 0 : Math.min(...this.#held.keys())
    const before = Math.max(held, this.#known + 1)
    return before > this.#reached + 1 ? { after: this.#reached, before } : undefined
  }
}
