import type { GatewayEvents } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { Emitter } from '../events/emitter.ts'
import { type ChatResult, success } from '../result.ts'
import { assertGroupId } from './refusals.ts'

type Counters = Record<string, number>
type Step = { groupID: string; key: string; value: number }

/** Counters of groups. */
export class CounterService {
  readonly #ask: Ask
  readonly #events: Emitter

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  readonly handlers = {
    'group.countersChanged': ({ groupId, counters }: GatewayEvents['group.countersChanged']) =>
      this.#tell(groupId, counters),
  }

  /** Some counters, or all. */
  async get({
    groupID,
    keyList = [],
  }: {
    groupID: string
    keyList?: string[]
  }): Promise<ChatResult<{ counters: Counters }>> {
    assertGroupId(groupID)
    const { counters } = await this.#ask('group.counters', { groupId: groupID, keys: keyList })
    return success({ counters: { ...counters } })
  }

  async set({
    groupID,
    counters: wanted,
  }: {
    groupID: string
    counters: Counters
  }): Promise<ChatResult<{ counters: Counters }>> {
    assertGroupId(groupID)
    const asked = { groupId: groupID, counters: wanted }
    const { counters } = await this.#ask('group.counters.set', asked)
    // The server tells everybody else.
    this.#tell(groupID, counters)
    return success({ counters: { ...counters } })
  }

  increase(step: Step): Promise<ChatResult<Step>> {
    return this.#step('group.counters.increase', step)
  }

  decrease(step: Step): Promise<ChatResult<Step>> {
    return this.#step('group.counters.decrease', step)
  }

  async #step(
    name: 'group.counters.increase' | 'group.counters.decrease',
    { groupID, key, value: by }: Step,
  ): Promise<ChatResult<Step>> {
    assertGroupId(groupID)
    // The same number over reconnections: a step is taken once.
    const random = Math.floor(Math.random() * 2 ** 32)
    const { value } = await this.#ask(name, { groupId: groupID, key, value: by, random })
    this.#tell(groupID, { [key]: value })
    return success({ groupID, key, value })
  }

  #tell(groupID: string, counters: Readonly<Counters>): void {
    for (const [key, value] of Object.entries(counters)) {
      this.#events.emit('onGroupCounterUpdated', { groupID, key, value })
    }
  }
}
