import type { GatewayEvents } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { isTopicId } from '../conversations/conversation-id.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import { RecentMap } from '../recent-map.ts'
import { type ChatResult, success } from '../result.ts'
import { assertGroupId } from './refusals.ts'

type Attributes = Record<string, string>
type Written = { readonly sequence: number }

/** Groups whose attributes are followed. */
const FOLLOWED = 500

/** What no server refused: the call may go through later. */
const passing: ReadonlySet<number> = new Set([sdkErrors.timeout.code, sdkErrors.notReady.code])

/**
 * Attributes of groups. A write names the state it was made for and fails with 10056 where somebody
 * else was first; then the app reads them again.
 */
export class AttributeService {
  readonly #ask: Ask
  readonly #events: Emitter
  readonly #sequences = new RecentMap<string, number>(FOLLOWED)
  /** The last write of each group: the next one waits for what it makes of the state. */
  readonly #writes = new Map<string, Promise<unknown>>()

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  readonly handlers = {
    'group.attributesChanged': (data: GatewayEvents['group.attributesChanged']) => {
      const { groupId, sequence, attributes } = data
      this.#reached(groupId, sequence)
      this.#events.emit('groupAttributesUpdated', {
        groupID: groupId,
        groupAttributes: { ...attributes },
      })
    },
  }

  /** Some attributes, or all. Kits ask every group, so one that has none to show answers none. */
  async get({
    groupID,
    keyList = [],
  }: {
    groupID: string
    keyList?: string[]
  }): Promise<ChatResult<{ groupAttributes: Attributes }>> {
    assertGroupId(groupID)
    if (isTopicId(groupID)) return success({ groupAttributes: {} })
    try {
      return success({ groupAttributes: await this.#read(groupID, keyList) })
    } catch (error) {
      if (!(error instanceof ChatError) || passing.has(error.code)) throw error
      return success({ groupAttributes: {} })
    }
  }

  /** Replaces all attributes. */
  init(options: { groupID: string; groupAttributes: Attributes }) {
    return this.#put('group.attributes.init', options)
  }

  /** Adds and changes attributes. */
  set(options: { groupID: string; groupAttributes: Attributes }) {
    return this.#put('group.attributes.set', options)
  }

  /** Deletes some attributes, or all of them. */
  async delete({
    groupID,
    keyList = [],
  }: {
    groupID: string
    keyList?: string[]
  }): Promise<ChatResult<{ keyList: string[] }>> {
    await this.#write(groupID, (sequence) =>
      this.#ask('group.attributes.delete', { groupId: groupID, keys: keyList, sequence }),
    )
    return success({ keyList: [...keyList] })
  }

  clear(): void {
    this.#sequences.clear()
    this.#writes.clear()
  }

  async #put(
    name: 'group.attributes.init' | 'group.attributes.set',
    { groupID, groupAttributes }: { groupID: string; groupAttributes: Attributes },
  ): Promise<ChatResult<{ groupAttributes: Attributes }>> {
    await this.#write(groupID, (sequence) =>
      this.#ask(name, { groupId: groupID, attributes: groupAttributes, sequence }),
    )
    return success({ groupAttributes: { ...groupAttributes } })
  }

  async #write(groupID: string, work: (sequence: number) => Promise<Written>): Promise<void> {
    assertGroupId(groupID)
    if (isTopicId(groupID)) throw failure(sdkErrors.noAttributes)
    const before = this.#writes.get(groupID) ?? Promise.resolve()
    const writing = before.then(async () => {
      if (this.#sequences.get(groupID) === undefined) await this.#read(groupID, [])
      const { sequence } = await work(this.#sequences.get(groupID) ?? 0)
      this.#reached(groupID, sequence)
    })
    const settled = writing.catch(() => {})
    this.#writes.set(groupID, settled)
    try {
      await writing
    } finally {
      if (this.#writes.get(groupID) === settled) this.#writes.delete(groupID)
    }
  }

  async #read(groupID: string, keys: string[]): Promise<Attributes> {
    const { attributes, sequence } = await this.#ask('group.attributes', { groupId: groupID, keys })
    this.#reached(groupID, sequence)
    return { ...attributes }
  }

  #reached(groupId: string, sequence: number): void {
    this.#sequences.set(groupId, Math.max(sequence, this.#sequences.get(groupId) ?? 0))
  }
}
