import type { WireMessage } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { MessageLog } from '../../store/message-log/message-log.ts'
import type { Account } from '../account/account.ts'
import type { Conversations } from './conversations.ts'
import { formatCursor } from './cursor.ts'
import { flags } from './flags.ts'
import type { MessageStore } from './store.ts'
import type { StoredBody } from './stored-body.ts'
import { encodeBody } from './stored-body.ts'
import { toWire } from './wire.ts'

/** A message of an older system, with the time it was sent there. */
export interface Imported {
  readonly appId: number
  readonly from: Account
  readonly to: string
  /** Unix seconds. */
  readonly time: number
  readonly clientSeq: number
  readonly random: number
  readonly stored: StoredBody
  /** Live ones count as unread and reach the devices; history does neither. */
  readonly live: boolean
}

export interface ImporterDeps {
  readonly log: MessageLog
  readonly messages: MessageStore
  readonly conversations: Conversations
  readonly bus: Bus
  readonly now: Clock
}

/** Takes over messages of older systems (导入单聊消息); the first import of a message wins. */
export class Importer {
  readonly #deps: ImporterDeps
  /** Keys under way: the same message imported twice at once must land once. */
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(deps: ImporterDeps) {
    this.#deps = deps
  }

  async import(message: Imported): Promise<void> {
    const conversation = await this.#deps.conversations.findOrCreate(
      message.appId,
      message.from.userId,
      message.to,
    )
    const key = `${conversation} ${message.time} ${message.clientSeq} ${message.random}`
    const first = this.#underWay.get(key)
    if (first) return first
    const work = this.#importOnce(message, conversation).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, work)
    return work
  }

  async #importOnce(message: Imported, conversation: number): Promise<void> {
    const { clientSeq, random, time } = message
    const key = { clientSeq, random, time }
    if (await this.#deps.messages.findByKey(message.appId, conversation, key)) return
    const { from } = message
    const entryFlags = message.live ? flags.imported : flags.imported | flags.noUnread
    const appended = await this.#deps.log.append({
      appId: message.appId,
      conversation,
      sender: from.userId,
      time: time * 1000,
      clientTime: time,
      clientSeq,
      random,
      flags: entryFlags,
      body: encodeBody(message.stored),
    })
    if (!message.live) {
      this.#deps.bus.publish('message.imported', { logId: appended.id })
      return
    }
    const wire = toWire({
      seq: appended.seq,
      time: appended.time,
      from: from.userId,
      to: message.to,
      clientTime: time,
      clientSeq,
      random,
      flags: entryFlags,
      stored: message.stored,
      sender: from,
    })
    this.#publish(message.appId, wire, appended)
  }

  #publish(appId: number, message: WireMessage, appended: { id: number }): void {
    this.#deps.bus.publish('message.sent', {
      appId,
      message,
      logId: appended.id,
      // The old time of the message must not move a client's cursor back.
      cursor: formatCursor({ id: appended.id, time: this.#deps.now() }),
      stored: undefined,
      toSender: true,
      toReceiver: true,
      sessionId: undefined,
    })
  }
}
