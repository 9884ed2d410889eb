import { crc32 } from 'node:zlib'
import type { MsgPriority, WireGroupMessage } from '@yanshu/protocol'
import type { Bus } from '../../../bus/bus.ts'
import { Later } from '../../../calls/gateway-call.ts'
import type { Clock } from '../../../clock.ts'
import type { Appended, MessageLog, NewEntry } from '../../../store/message-log/message-log.ts'
import type { MessageStore } from '../../message/service.ts'
import { flags, fnv, formatCursor, RecentSends } from '../../message/service.ts'
import type { Place } from '../group.ts'
import { Flows, priorityNumber } from './flow.ts'
import type { GroupWireParts, Speaker } from './group-wire.ts'
import { rowToGroupWire, toGroupWire } from './group-wire.ts'
import type { StoredGroupBody } from './stored-group-body.ts'

/** How long the same random with the same content is the same message (在群组中发送普通消息). */
export const GROUP_REPEAT_WINDOW = 300_000

/** A group message that passed every check of its door. */
export interface GroupOutgoing {
  readonly place: Place
  readonly from: string
  readonly speaker: Speaker
  /** Unix seconds by the sender's clock. */
  readonly clientTime: number
  readonly random: number
  readonly priority: MsgPriority
  readonly stored: StoredGroupBody
  /** `stored` as the log keeps it. */
  readonly encoded: string
  readonly flags: number
  /** To who is there now; not stored. */
  readonly onlineOnly: boolean
  /** The only ones who get it, the sender beside them. */
  readonly receivers?: readonly string[] | undefined
  readonly sessionId?: string | undefined
  /** What the server says itself is not counted to the group's rate. */
  readonly exempt?: boolean
}

/** What became of a message. */
export interface GroupSent {
  readonly message: WireGroupMessage
  /** The group's rate was over: told as sent, and gone. */
  readonly dropped: boolean
}

export interface GroupSenderDeps {
  readonly log: MessageLog
  readonly messages: Pick<MessageStore, 'findRepeat'>
  readonly bus: Bus
  readonly now: Clock
  /** When the newest message of the log was stored, at the start; 0 for an empty log. */
  readonly lastStoredAt: number
  /** A Work group has its first message: everybody is to see it. */
  activate(place: Place): Promise<void>
}

/**
 * The way of a group message from a door to the log and on to the bus: one row, whoever many members.
 * Like `Sender`, it reaches the log without waiting where nothing has to be looked up.
 */
export class GroupSender {
  readonly #deps: GroupSenderDeps
  readonly #recent: RecentSends
  readonly #flows = new Flows()
  readonly #askLogUntil: number
  /** Sends that ask the log whether they were made before; a second one of the same waits for the first. */
  readonly #looking = new Map<string, Promise<unknown>>()

  constructor(deps: GroupSenderDeps) {
    this.#deps = deps
    this.#askLogUntil = deps.lastStoredAt + GROUP_REPEAT_WINDOW
    this.#recent = new RecentSends(GROUP_REPEAT_WINDOW, deps.now())
  }

  send(message: GroupOutgoing): Later<GroupSent> | Promise<Later<GroupSent>> {
    const { place } = message
    if (place.group.active === 0 && !message.onlineOnly) return this.#activateAndSend(message)
    return this.#sendActive(message)
  }

  async #activateAndSend(message: GroupOutgoing): Promise<Later<GroupSent>> {
    await this.#deps.activate(message.place)
    return this.#sendActive(message)
  }

  #sendActive(message: GroupOutgoing): Later<GroupSent> | Promise<Later<GroupSent>> {
    if (message.onlineOnly) return Later.of(Promise.resolve(this.#sendOnline(message)))
    if (message.exempt) return Later.of(this.#append(message))
    const isMaybeRepeat = this.#suspect(message)
    return isMaybeRepeat ? this.#sendUnlessRepeat(message) : this.#admit(message)
  }

  #admit(message: GroupOutgoing): Later<GroupSent> {
    if (this.#flows.admits(flowKey(message.place), message.priority, this.#deps.now())) {
      return Later.of(this.#append(message))
    }
    return Later.of(Promise.resolve({ message: this.#unstored(message), dropped: true }))
  }

  #sendUnlessRepeat(message: GroupOutgoing): Promise<Later<GroupSent>> {
    const key = `${message.place.conversation} ${message.from} ${message.random}`
    const before = this.#looking.get(key)
    const work = this.#lookAndSend(message, before)
    this.#looking.set(key, work)
    return work.finally(() => {
      if (this.#looking.get(key) === work) this.#looking.delete(key)
    })
  }

  async #lookAndSend(
    message: GroupOutgoing,
    before: Promise<unknown> | undefined,
  ): Promise<Later<GroupSent>> {
    await before?.catch(() => undefined)
    // The first one may be in the group of appends that is being written.
    await this.#deps.log.settled()
    const first = await this.#deps.messages.findRepeat({
      appId: message.place.appId,
      conversation: message.place.conversation,
      sender: message.from,
      clientSeq: priorityNumber(message.priority),
      random: message.random,
      body: message.encoded,
      since: this.#deps.now() - GROUP_REPEAT_WINDOW,
    })
    if (!first) return this.#admit(message)
    const wire = rowToGroupWire(first, message.place.id, message.speaker)
    return Later.of(Promise.resolve({ message: wire, dropped: false }))
  }

  async #append(message: GroupOutgoing): Promise<GroupSent> {
    const appended = await this.#deps.log.append(toEntry(message))
    const wire = toGroupWire({ ...partsOf(message), ...appended })
    this.#publish(message, wire, appended)
    return { message: wire, dropped: false }
  }

  #sendOnline(message: GroupOutgoing): GroupSent {
    const { place, priority, exempt } = message
    const passes = exempt || this.#flows.admits(flowKey(place), priority, this.#deps.now())
    const wire = this.#unstored(message)
    if (passes) this.#publish(message, wire, undefined)
    return { message: wire, dropped: !passes }
  }

  #unstored(message: GroupOutgoing): WireGroupMessage {
    const parts = { ...partsOf(message), seq: 0, time: this.#deps.now() }
    return toGroupWire({ ...parts, onlineOnly: true })
  }

  #publish(message: GroupOutgoing, wire: WireGroupMessage, appended: Appended | undefined): void {
    const { place, from, receivers, sessionId } = message
    this.#deps.bus.publish('group.sent', {
      appId: place.appId,
      groupId: place.group.group_id,
      message: wire,
      logId: appended?.id,
      cursor: appended && formatCursor(appended),
      receivers: receivers && [...new Set([...receivers, from])],
      sessionId,
    })
  }

  /** Whether a send may have been made before: by a set that says "no" or "maybe", or the clock. */
  #suspect(message: GroupOutgoing): boolean {
    const now = this.#deps.now()
    const high = crc32(message.encoded) ^ Math.imul(message.place.conversation, 0x9e3779b1)
    const low = fnv(message.from, message.random)
    return this.#recent.note(high >>> 0, low, now) || now < this.#askLogUntil
  }
}

function flowKey({ appId, id }: Place): string {
  return `${appId}/${id}`
}

function partsOf(message: GroupOutgoing): Omit<GroupWireParts, 'seq' | 'time'> {
  return {
    groupId: message.place.id,
    from: message.from,
    clientTime: message.clientTime,
    priority: priorityNumber(message.priority),
    random: message.random,
    flags: message.flags,
    stored: message.stored,
    speaker: message.speaker,
  }
}

function toEntry(message: GroupOutgoing): NewEntry {
  const { place } = message
  const targeted = message.receivers ? flags.targeted | flags.noUnread : 0
  return {
    appId: place.appId,
    conversation: place.conversation,
    sender: message.from,
    clientTime: message.clientTime,
    clientSeq: priorityNumber(message.priority),
    random: message.random,
    flags: message.flags | flags.group | targeted,
    body: message.encoded,
  }
}
