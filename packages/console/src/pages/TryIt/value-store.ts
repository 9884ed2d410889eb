/** A value that changes outside of React, for `useSyncExternalStore`. */
export class ValueStore<Value> {
  #value: Value
  readonly #listeners = new Set<() => void>()

  constructor(initial: Value) {
    this.#value = initial
  }

  readonly get = (): Value => this.#value

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  set(value: Value): void {
    this.#value = value
    for (const tell of this.#listeners) tell()
  }

  /** Replaces some fields. */
  patch(part: Partial<Value>): void {
    this.set({ ...this.#value, ...part })
  }
}
