import type { Clock } from '../../clock.ts'
import type { RuleStore } from './rule-store.ts'

/** A setting as it works now; `updatedAt` 0 where it was never changed. */
export interface RuleState<Value> {
  readonly value: Value
  readonly updatedAt: number
  readonly updatedBy: string
}

export interface RuleOptions<Value> {
  readonly store: RuleStore
  readonly now: Clock
  readonly name: string
  readonly first: Value
}

/**
 * One setting of every root account, kept in memory from the first look: only this process changes it.
 * What is stored lays over the first values, so that a setting may grow members.
 */
export class Rule<Value extends object> {
  readonly #options: RuleOptions<Value>
  readonly #known = new Map<string, RuleState<Value>>()
  #changing: Promise<unknown> = Promise.resolve()

  constructor(options: RuleOptions<Value>) {
    this.#options = options
  }

  /** The setting where it is in memory already. */
  known(ownerUin: string): RuleState<Value> | undefined {
    return this.#known.get(ownerUin)
  }

  async of(ownerUin: string): Promise<RuleState<Value>> {
    return this.#known.get(ownerUin) ?? this.#read(ownerUin)
  }

  /** Changes are made one after the other, so that two at once keep what both changed. */
  change(
    ownerUin: string,
    by: string,
    make: (before: Value) => Value | Promise<Value>,
  ): Promise<void> {
    const changed = this.#changing.then(() => this.#change(ownerUin, by, make))
    this.#changing = changed.catch(() => undefined)
    return changed
  }

  async #change(
    ownerUin: string,
    updatedBy: string,
    make: (before: Value) => Value | Promise<Value>,
  ): Promise<void> {
    const { store, name, now } = this.#options
    const value = await make((await this.of(ownerUin)).value)
    const state = { value, updatedAt: now(), updatedBy }
    await store.put(ownerUin, name, state)
    this.#known.set(ownerUin, state)
  }

  async #read(ownerUin: string): Promise<RuleState<Value>> {
    const { store, name, first } = this.#options
    const stored = await store.find(ownerUin, name)
    const state =
      stored === undefined
        ? { value: first, updatedAt: 0, updatedBy: '' }
        : { ...stored, value: { ...first, ...(stored.value as Partial<Value>) } }
    const newer = this.#known.get(ownerUin)
    // A change that came between is newer than what was read.
    if (newer !== undefined) return newer
    this.#known.set(ownerUin, state)
    return state
  }
}
