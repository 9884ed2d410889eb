import type { GatewayEvents } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import { RecentMap } from '../recent-map.ts'
import { type ChatResult, success } from '../result.ts'
import { askExtensions, askExtensionsSet } from './by-kind.ts'
import type { Message } from './message.ts'
import { type MessagePlace, placeOf } from './place.ts'

/** A key and a value on a message. */
export interface MessageExtension {
  key: string
  value: string
}

/** What became of one key; `code` is 0 where it was done, and the rest is what is there now. */
export interface ExtensionResult extends MessageExtension {
  code: number
}

/** Messages whose keys are remembered. */
const REMEMBERED = 500

/** Keys of one request. */
const MOST = 20

/** Keys and values on messages; knows the version of each key that this instance has seen. */
export class MessageExtensions {
  readonly #ask: Ask
  readonly #events: Emitter
  readonly #seen = new RecentMap<string, Map<string, number>>(REMEMBERED)

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  readonly handlers = {
    'message.extensions': ({ message, changed, deleted }: GatewayEvents['message.extensions']) =>
      this.#told(message.id, changed, deleted),
    'group.messageExtensions': (data: GatewayEvents['group.messageExtensions']) =>
      this.#told(data.message.id, data.changed, data.deleted),
  }

  /** Sets keys; one that somebody else changed meanwhile fails with 23001 and its newest value. */
  set(
    message: Message,
    extensions: readonly MessageExtension[],
  ): Promise<ChatResult<{ extensions: ExtensionResult[] }>> {
    return this.#change(message, 'set', extensions)
  }

  /** Removes some keys, or without a list all. */
  delete(message: Message, keyList?: readonly string[]) {
    if (keyList === undefined || keyList.length === 0) return this.#change(message, 'clear', [])
    const items = keyList.map((key) => ({ key, value: '' }))
    return this.#change(message, 'delete', items)
  }

  /** Reads all keys, or some. */
  async get(
    message: Message,
    keyList?: readonly string[],
  ): Promise<ChatResult<{ extensions: MessageExtension[] }>> {
    const all = await this.#readAll(message.ID, extensible(message))
    const wanted = keyList ? all.filter(({ key }) => keyList.includes(key)) : all
    return success({ extensions: wanted.map(({ key, value }) => ({ key, value })) })
  }

  /** A message has newer extensions than this instance was told of. */
  async catchUp(id: string, place: MessagePlace): Promise<void> {
    const extensions = await this.#readAll(id, place)
    this.#told(id, extensions, [])
  }

  clear(): void {
    this.#seen.clear()
  }

  async #change(
    message: Message,
    operate: 'set' | 'delete' | 'clear',
    items: readonly MessageExtension[],
  ): Promise<ChatResult<{ extensions: ExtensionResult[] }>> {
    const place = extensible(message)
    if (items.length > MOST || (operate !== 'clear' && items.length === 0)) {
      throw failure(sdkErrors.badParameter, `1 to ${MOST} extensions are needed`)
    }
    const seen = this.#seenOf(message.ID)
    const { extensions } = await askExtensionsSet(this.#ask, {
      ...place,
      operate,
      extensions: items.map(({ key, value }) => ({ key, value, seq: seen.get(key) ?? 0 })),
    })
    if (operate === 'clear') seen.clear()
    for (const { key, seq, code } of extensions) {
      if (operate === 'delete' && code === 0) seen.delete(key)
      else seen.set(key, seq)
    }
    return success({ extensions: extensions.map(({ code, key, value }) => ({ code, key, value })) })
  }

  async #readAll(id: string, place: MessagePlace) {
    const seen = this.#seenOf(id)
    seen.clear()
    const all = []
    for (let startSeq = 0; ;) {
      const page = await askExtensions(this.#ask, { ...place, startSeq })
      all.push(...page.extensions)
      startSeq = (page.extensions.at(-1)?.seq ?? 0) + 1
      if (page.complete) break
    }
    for (const { key, seq } of all) seen.set(key, seq)
    return all
  }

  #told(
    messageID: string,
    changed: readonly { key: string; value: string; seq: number }[],
    deleted: readonly string[],
  ): void {
    const seen = this.#seenOf(messageID)
    for (const { key, seq } of changed) seen.set(key, seq)
    for (const key of deleted) seen.delete(key)
    if (changed.length > 0) {
      const extensions = changed.map(({ key, value }) => ({ key, value }))
      this.#events.emit('onMessageExtensionsUpdated', { messageID, extensions })
    }
    if (deleted.length > 0) {
      this.#events.emit('onMessageExtensionsDeleted', { messageID, keyList: [...deleted] })
    }
  }

  #seenOf(id: string): Map<string, number> {
    const seen = this.#seen.get(id) ?? new Map<string, number>()
    this.#seen.set(id, seen)
    return seen
  }
}

function extensible(message: Message): MessagePlace {
  const place = placeOf(message)
  if (!message.isSupportExtension) {
    throw failure(sdkErrors.badParameter, 'the message was not sent with isSupportExtension')
  }
  return place
}
