/** Custom statuses kept; the one that was set first leaves for one too many. */
const MOST = 200_000

/** What accounts say of themselves. It ends with their being offline, and so lives in memory. */
export class CustomStatuses {
  readonly #texts = new Map<string, { readonly text: string }>()

  get(appId: number, account: string): string {
    return this.#texts.get(`${appId}/${account}`)?.text ?? ''
  }

  /** Sets a status, an empty one clears it; true where it is another than before. */
  set(appId: number, account: string, text: string): boolean {
    if (this.get(appId, account) === text) return false
    const key = `${appId}/${account}`
    this.#texts.delete(key)
    if (text === '') return true
    if (this.#texts.size >= MOST) this.#forgetFirst()
    this.#texts.set(key, { text })
    return true
  }

  /** What clears the status that is set now, and no later one; nothing where there is none. */
  clearer(appId: number, account: string): (() => void) | undefined {
    const key = `${appId}/${account}`
    const entry = this.#texts.get(key)
    if (!entry) return undefined
    return () => {
      if (this.#texts.get(key) === entry) this.#texts.delete(key)
    }
  }

  #forgetFirst(): void {
    const [first] = this.#texts.keys()
    if (first !== undefined) this.#texts.delete(first)
  }
}
