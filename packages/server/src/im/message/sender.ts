import { crc32 } from 'node:zlib'
import type { WireMessage } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import { Later } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'
import type { Appended, MessageLog, NewEntry } from '../../store/message-log/message-log.ts'
import type { Account } from '../account/account.ts'
import type { Conversations } from './conversations.ts'
import { formatCursor } from './cursor.ts'
import { flags, has } from './flags.ts'
import { fnv } from './ids.ts'
import { RecentSends } from './recent-sends.ts'
import type { MessageRow, MessageStore } from './store.ts'
import type { StoredBody } from './stored-body.ts'
import type { WireParts } from './wire.ts'
import { rowToWire, toWire } from './wire.ts'

/** How long a repeated send is answered with the first one's result (单发单聊消息). */
export const REPEAT_WINDOW = 120_000

/** A message that passed every check of its door. */
export interface Outgoing {
  readonly appId: number
  readonly from: Account
  readonly to: string
  readonly clientTime: number
  readonly clientSeq: number
  readonly random: number
  readonly stored: StoredBody
  /** `stored` as the log keeps it; the door made it to check its size. */
  readonly encoded: string
  readonly flags: number
  readonly onlineOnly: boolean
  /** Also to the sender's own connections, but for the one it came from. */
  readonly toSender: boolean
  readonly sessionId?: string
  /** Unix milliseconds that messages sent together share: with them goes the same key. */
  readonly sentAt?: number
}

export interface SenderDeps {
  readonly log: MessageLog
  readonly messages: MessageStore
  readonly conversations: Conversations
  readonly bus: Bus
  readonly now: Clock
  /** When the newest message of the log was stored, at the start; 0 for an empty log. */
  readonly lastStoredAt: number
}

/** Whether a send may have been made before: no, only before this process started, or maybe just now. */
type Suspicion = 'no' | 'beforeStart' | 'maybe'

/**
 * The way of a message from a door to the log and on to the bus.
 *
 * Where everything is in memory, `send` reaches the log without waiting for anything, so messages of
 * one connection are appended in the order they came; the rest happens when they are durable.
 */
export class Sender {
  readonly #deps: SenderDeps
  readonly #recent: RecentSends
  /** Until then a send may repeat one that only the log remembers. */
  readonly #askLogUntil: number
  /** Sends that ask the log whether they were made before; a second one of the same waits for the first. */
  readonly #looking = new Map<string, Promise<unknown>>()

  constructor(deps: SenderDeps) {
    this.#deps = deps
    this.#askLogUntil = deps.lastStoredAt + REPEAT_WINDOW
    this.#recent = new RecentSends(REPEAT_WINDOW, deps.now())
  }

  send(message: Outgoing): Later<WireMessage> | Promise<Later<WireMessage>> {
    if (message.onlineOnly) return Later.of(Promise.resolve(this.#sendOnline(message)))
    const { conversations } = this.#deps
    const conversation = conversations.known(message.appId, message.from.userId, message.to)
    if (conversation === undefined) return this.#sendFirst(message)
    const suspicion = this.#suspect(message, conversation)
    if (suspicion === 'no') return Later.of(this.#append(message, conversation))
    return this.#sendUnlessRepeat(message, conversation, suspicion)
  }

  /** The first message that this process sees of a conversation. */
  async #sendFirst(message: Outgoing): Promise<Later<WireMessage>> {
    const { appId, from, to } = message
    const conversation = await this.#deps.conversations.findOrCreate(appId, from.userId, to)
    const suspicion = this.#suspect(message, conversation)
    if (suspicion === 'no') return Later.of(this.#append(message, conversation))
    return this.#sendUnlessRepeat(message, conversation, suspicion)
  }

  #sendUnlessRepeat(
    message: Outgoing,
    conversation: number,
    suspicion: Suspicion,
  ): Promise<Later<WireMessage>> {
    const key = `${conversation} ${message.from.userId} ${message.clientSeq} ${message.random}`
    const before = this.#looking.get(key)
    const work = this.#lookAndSend(message, conversation, suspicion, before)
    this.#looking.set(key, work)
    return work.finally(() => {
      if (this.#looking.get(key) === work) this.#looking.delete(key)
    })
  }

  async #lookAndSend(
    message: Outgoing,
    conversation: number,
    suspicion: Suspicion,
    before: Promise<unknown> | undefined,
  ): Promise<Later<WireMessage>> {
    await before?.catch(() => undefined)
    // The first one may be in the group that is being written.
    if (suspicion === 'maybe') await this.#deps.log.settled()
    const first = await this.#findFirst(message, conversation)
    if (first) return Later.of(Promise.resolve(rowToWire(first, message.to, message.from)))
    return Later.of(this.#append(message, conversation))
  }

  #append(message: Outgoing, conversation: number): Promise<WireMessage> {
    return this.#deps.log.append(toEntry(message, conversation)).then((appended) => {
      const wire = toWire(toParts(message, appended.seq, appended.time))
      this.#publish(message, wire, appended)
      return wire
    })
  }

  #publish(message: Outgoing, wire: WireMessage, appended: Appended | undefined): void {
    this.#deps.bus.publish('message.sent', {
      appId: message.appId,
      message: wire,
      logId: appended?.id,
      cursor: appended && formatCursor(appended),
      stored: isPlain(message) ? message.encoded : undefined,
      toSender: message.toSender,
      toReceiver: !has(message.flags, flags.hiddenFromReceiver | flags.discarded),
      sessionId: message.sessionId,
    })
  }

  #sendOnline(message: Outgoing): WireMessage {
    const parts = toParts(message, 0, this.#deps.now())
    const wire = toWire({ ...parts, onlineOnly: true })
    this.#publish(message, wire, undefined)
    return wire
  }

  #suspect(message: Outgoing, conversation: number): Suspicion {
    const now = this.#deps.now()
    const high = crc32(message.encoded) ^ Math.imul(conversation, 0x9e3779b1)
    const low = fnv(message.from.userId, message.random ^ Math.imul(message.clientSeq, 0x85ebca6b))
    if (this.#recent.note(high >>> 0, low, now)) return 'maybe'
    return now < this.#askLogUntil ? 'beforeStart' : 'no'
  }

  #findFirst(message: Outgoing, conversation: number): Promise<MessageRow | undefined> {
    return this.#deps.messages.findRepeat({
      appId: message.appId,
      conversation,
      sender: message.from.userId,
      clientSeq: message.clientSeq,
      random: message.random,
      body: message.encoded,
      since: this.#deps.now() - REPEAT_WINDOW,
    })
  }
}

/** Its wire form has nothing optional but what is in its stored body. */
function isPlain({ flags, onlineOnly, stored }: Outgoing): boolean {
  return flags === 0 && !onlineOnly && stored.offlinePush === undefined
}

function toEntry(message: Outgoing, conversation: number): NewEntry {
  return {
    appId: message.appId,
    conversation,
    sender: message.from.userId,
    clientTime: message.clientTime,
    clientSeq: message.clientSeq,
    random: message.random,
    sentAt: message.sentAt,
    flags: message.flags,
    body: message.encoded,
  }
}

function toParts(message: Outgoing, seq: number, time: number): WireParts {
  return {
    seq,
    time,
    from: message.from.userId,
    to: message.to,
    clientTime: message.clientTime,
    clientSeq: message.clientSeq,
    random: message.random,
    flags: message.flags,
    stored: message.stored,
    sender: message.from,
  }
}
