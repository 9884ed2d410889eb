import type { MergedMessage } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import { simplified } from './from-element.ts'
import type { Message } from './message.ts'
import type { MergerPayload } from './payload.ts'
import { isMessage } from './sender.ts'
import { mergedOf } from './to-element.ts'

/** What an app merges messages from. */
export interface MergerOptions {
  messageList: Message[]
  title: string
  abstractList: string[]
  compatibleText: string
}

const MOST_MESSAGES = 300
const MOST_LAYERS = 100
/** Bytes of a list that travels in its message. */
const INLINE = 4 * 1024
/** Characters of one uploaded part: a frame holds 64 KB, and a character is up to three bytes. */
const PART = 16 * 1024

const RELAY = 'TIMRelayElem'
const unforwardable = new Set(['TIMGroupTipElem', 'TIMGroupSystemNoticeElem'])

/** @throws {ChatError} 2453 for tips and notices, which are not forwarded. */
export function refuseUnforwardable(message: Message): void {
  if (!isMessage(message)) throw failure(sdkErrors.noMessage)
  if (unforwardable.has(message.type)) throw failure(sdkErrors.notForwardable, message.type)
}

/** @throws {ChatError} 2503 for a list that cannot be merged, 2453 for what is not forwarded. */
export function mergerPayload(options: MergerOptions): MergerPayload {
  const { messageList, title, abstractList, compatibleText } = options
  if (!compatibleText) throw failure(sdkErrors.badParameter, 'compatibleText is missing')
  if (!Array.isArray(messageList) || messageList.length === 0) {
    throw failure(sdkErrors.badParameter, 'messageList is empty')
  }
  if (messageList.length > MOST_MESSAGES) {
    throw failure(sdkErrors.badParameter, `at most ${MOST_MESSAGES} messages`)
  }
  messageList.forEach(refuseUnforwardable)
  if (messageList.some(({ status }) => status !== 'success')) {
    throw failure(sdkErrors.badParameter, 'a message of the list was not sent')
  }
  const layers = 1 + Math.max(0, ...messageList.map(layersOf))
  const layersOverLimit = layers > MOST_LAYERS
  return {
    title: layersOverLimit ? '' : title,
    abstractList: layersOverLimit ? [] : abstractList,
    compatibleText,
    messageList: layersOverLimit ? [] : messageList.map(toMerged).map(simplified),
    downloadKey: '',
    pbDownloadKey: '',
    layersOverLimit,
    version: 1,
    _layers: layers,
  }
}

/** Uploads and downloads lists of merged messages that are too long for one message. */
export class Merger {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Uploads the list of a message that is about to be sent, where it does not fit. */
  async prepare(message: Message): Promise<void> {
    if (message.type !== RELAY) return
    const payload = message.payload as MergerPayload
    if (payload.downloadKey !== '' || payload.messageList.length === 0) return
    const list = payload.messageList.map(mergedOf)
    if (new TextEncoder().encode(JSON.stringify(list)).length <= INLINE) return
    let key: string | undefined
    for (const [part, messages] of partsOf(list).entries()) {
      const named = key === undefined ? {} : { key }
      key = (await this.#ask('message.merged.put', { ...named, part, messages })).key
    }
    payload.downloadKey = key ?? ''
  }

  /** Fills `payload.messageList` of a message whose list is kept apart. */
  async download(message: Message): Promise<ChatResult<Message>> {
    if (!isMessage(message) || message.type !== RELAY) throw failure(sdkErrors.notMerged)
    const payload = message.payload as MergerPayload
    if (payload.layersOverLimit) throw failure(sdkErrors.mergedTooDeep)
    if (payload.downloadKey === '') return success(message)
    const list: MergedMessage[] = []
    try {
      for (let part = 0, more = true; more; part += 1) {
        const page = await this.#ask('message.merged', { key: payload.downloadKey, part })
        list.push(...page.messages)
        more = page.more
      }
    } catch (error) {
      throw failure(sdkErrors.mergedUnreadable, String(error))
    }
    payload.messageList = list.map(simplified)
    payload.downloadKey = ''
    return success(message)
  }
}

function layersOf(message: Message): number {
  return message.type === RELAY ? (message.payload as MergerPayload)._layers : 0
}

function toMerged(message: Message): MergedMessage {
  return mergedOf({
    ID: message.ID,
    from: message.from,
    nick: message.nick,
    avatar: message.avatar,
    time: message.time,
    cloudCustomData: message.cloudCustomData,
    messageBody: message._elements.map(({ type, content }) => ({ type, payload: content })),
  })
}

function partsOf(list: readonly MergedMessage[]): MergedMessage[][] {
  const parts: MergedMessage[][] = [[]]
  let size = 0
  for (const one of list) {
    const length = JSON.stringify(one).length
    if (size > 0 && size + length > PART) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(one)
    size += length
  }
  return parts
}
