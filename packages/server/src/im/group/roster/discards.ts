/** Who discards which topics of one community. */
export class Discards {
  readonly #byTopic = new Map<string, Set<string>>()
  /** How many topics each of those accounts discards. */
  readonly #picky = new Map<string, number>()
  /** What changed while the rows were being read, which may still show how it was. */
  #changed: Set<string> | undefined = new Set()
  #size = 0

  /** Topics discarded, over all accounts. */
  get size(): number {
    return this.#size
  }

  /** Accounts that discard a topic. */
  picky(): Iterable<string> {
    return this.#picky.keys()
  }

  get pickyCount(): number {
    return this.#picky.size
  }

  isPicky(account: string): boolean {
    return this.#picky.has(account)
  }

  has(account: string, topicId: string): boolean {
    return this.#byTopic.get(topicId)?.has(account) ?? false
  }

  /** True for a topic that somebody discards. */
  hasTopic(topicId: string): boolean {
    return this.#byTopic.has(topicId)
  }

  of(topicId: string): readonly string[] {
    return [...(this.#byTopic.get(topicId) ?? [])]
  }

  /** Takes over a row that was read; what changed since is newer than it is. */
  load(account: string, topicId: string): void {
    const isOld =
      this.#changed?.has(account) ||
      this.#changed?.has(topicId) ||
      this.#changed?.has(keyOf(account, topicId))
    if (!isOld) this.#add(account, topicId)
  }

  loaded(): void {
    this.#changed = undefined
  }

  set(account: string, topicId: string, discards: boolean): void {
    this.#changed?.add(keyOf(account, topicId))
    if (discards) this.#add(account, topicId)
    else this.#take(account, topicId)
  }

  forget(account: string): void {
    this.#changed?.add(account)
    if (!this.#picky.has(account)) return
    for (const topicId of this.#byTopic.keys()) this.#take(account, topicId)
  }

  forgetTopic(topicId: string): void {
    this.#changed?.add(topicId)
    for (const account of this.of(topicId)) this.#take(account, topicId)
  }

  #add(account: string, topicId: string): void {
    const accounts = this.#byTopic.get(topicId) ?? new Set()
    if (accounts.has(account)) return
    this.#byTopic.set(topicId, accounts.add(account))
    this.#picky.set(account, (this.#picky.get(account) ?? 0) + 1)
    this.#size += 1
  }

  #take(account: string, topicId: string): void {
    const accounts = this.#byTopic.get(topicId)
    if (!accounts?.delete(account)) return
    if (accounts.size === 0) this.#byTopic.delete(topicId)
    const left = (this.#picky.get(account) ?? 1) - 1
    if (left > 0) this.#picky.set(account, left)
    else this.#picky.delete(account)
    this.#size -= 1
  }
}

/** No UserID has a line break. */
function keyOf(account: string, topicId: string): string {
  return `${topicId}\n${account}`
}
