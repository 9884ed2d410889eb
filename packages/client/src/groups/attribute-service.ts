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

/** What is known of the attributes of a group. */
interface State {
  readonly sequence: number
  readonly attributes: Attributes
}

/** What `initGroupAttributes` and `setGroupAttributes` take. */
interface Writing {
  groupID: string
  groupAttributes: Attributes
}

/** A change of attributes. */
interface Work {
  readonly send: (sequence: number) => Promise<Written>
  /** What the attributes are after it. */
  readonly outcome: (before: Attributes) => Attributes
}

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
  readonly #states = new RecentMap<string, State>(FOLLOWED)
  /** The last write of each group: the next one waits for what it makes of the state. */
  readonly #writes = new Map<string, Promise<unknown>>()

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  readonly handlers = {
    'group.attributesChanged': (data: GatewayEvents['group.attributesChanged']) => {
      const { groupId, sequence, attributes } = data
      this.#reached(groupId, { sequence, attributes: { ...attributes } })
      this.#tell(groupId, { ...attributes })
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
      const { attributes } = await this.#read(groupID)
      return success({ groupAttributes: chosen(attributes, keyList) })
    } catch (error) {
      if (!(error instanceof ChatError) || passing.has(error.code)) throw error
      return success({ groupAttributes: {} })
    }
  }

  /** Replaces all attributes. */
  async init(options: Writing): Promise<ChatResult<{ groupAttributes: Attributes }>> {
    const { groupID, groupAttributes } = options
    const asked = { groupId: groupID, attributes: groupAttributes }
    await this.#write(groupID, {
      send: (sequence) => this.#ask('group.attributes.init', { ...asked, sequence }),
      outcome: () => ({ ...groupAttributes }),
    })
    return success({ groupAttributes: { ...groupAttributes } })
  }

  /** Adds and changes attributes. */
  async set(options: Writing): Promise<ChatResult<{ groupAttributes: Attributes }>> {
    const { groupID, groupAttributes } = options
    const asked = { groupId: groupID, attributes: groupAttributes }
    await this.#write(groupID, {
      send: (sequence) => this.#ask('group.attributes.set', { ...asked, sequence }),
      outcome: (before) => ({ ...before, ...groupAttributes }),
    })
    return success({ groupAttributes: { ...groupAttributes } })
  }

  /** Deletes some attributes, or all of them. */
  async delete({
    groupID,
    keyList = [],
  }: {
    groupID: string
    keyList?: string[]
  }): Promise<ChatResult<{ keyList: string[] }>> {
    const asked = { groupId: groupID, keys: keyList }
    await this.#write(groupID, {
      send: (sequence) => this.#ask('group.attributes.delete', { ...asked, sequence }),
      outcome: (before) => (keyList.length === 0 ? {} : without(before, keyList)),
    })
    return success({ keyList: [...keyList] })
  }

  clear(): void {
    this.#states.clear()
    this.#writes.clear()
  }

  async #write(groupID: string, work: Work): Promise<void> {
    assertGroupId(groupID)
    if (isTopicId(groupID)) throw failure(sdkErrors.noAttributes)
    const before = this.#writes.get(groupID) ?? Promise.resolve()
    const writing = before.then(() => this.#writeNow(groupID, work))
    const settled = writing.catch(() => {})
    this.#writes.set(groupID, settled)
    try {
      await writing
    } finally {
      if (this.#writes.get(groupID) === settled) this.#writes.delete(groupID)
    }
  }

  async #writeNow(groupID: string, { send, outcome }: Work): Promise<void> {
    const before = this.#states.get(groupID) ?? (await this.#read(groupID))
    const { sequence } = await send(before.sequence)
    const attributes = outcome(before.attributes)
    this.#reached(groupID, { sequence, attributes })
    // The server tells everybody else.
    this.#tell(groupID, attributes)
  }

  async #read(groupID: string): Promise<State> {
    const { attributes, sequence } = await this.#ask('group.attributes', { groupId: groupID })
    const state = { sequence, attributes: { ...attributes } }
    this.#reached(groupID, state)
    return state
  }

  #reached(groupId: string, state: State): void {
    const known = this.#states.get(groupId)
    if (known === undefined || known.sequence <= state.sequence) this.#states.set(groupId, state)
  }

  #tell(groupID: string, attributes: Attributes): void {
    this.#events.emit('groupAttributesUpdated', { groupID, groupAttributes: { ...attributes } })
  }
}

function chosen(attributes: Attributes, keys: readonly string[]): Attributes {
  if (keys.length === 0) return { ...attributes }
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => keys.includes(key)))
}

function without(attributes: Attributes, keys: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !keys.includes(key)))
}
