import type { MessageElement, WireConversation, WireMessage } from '@yanshu/protocol'
import type { FakeContacts } from './fake-contacts.ts'

export interface Draft {
  readonly from: string
  readonly to: string
  readonly random: number
  readonly clientSeq?: number
  readonly clientTime?: number
  readonly body: readonly MessageElement[]
  readonly onlineOnly?: true
  readonly control?: WireMessage['control']
}

/** The part of an account's id that its message ids begin with. */
export function tinyIdOf(userId: string): string {
  return `144115${userId.length}${[...userId].reduce((sum, sign) => sum + sign.charCodeAt(0), 0)}`
}

/** What a gateway remembers: messages in the order they came, and what each account did with them. */
export class FakeLog {
  readonly messages: WireMessage[] = []
  readonly recalled: { readonly at: number; readonly message: WireMessage }[] = []
  readonly readSeq = new Map<string, number>()
  readonly pinned = new Set<string>()
  readonly removed = new Set<string>()
  readonly #contacts: FakeContacts

  constructor(contacts: FakeContacts) {
    this.#contacts = contacts
  }

  append(draft: Draft): WireMessage {
    const known = this.messages.find(
      (message) => message.from === draft.from && message.random === draft.random,
    )
    if (known) return known
    const seq = draft.onlineOnly ? 0 : this.between(draft.from, draft.to).length + 1
    const clientTime = draft.clientTime ?? 1_700_000_000
    const message: WireMessage = {
      id: `${tinyIdOf(draft.from)}-${clientTime}-${draft.random}`,
      key: `${seq}_${draft.random}_${clientTime}`,
      seq,
      from: draft.from,
      to: draft.to,
      time: 1_700_000_000 + this.messages.length,
      clientTime,
      clientSeq: draft.clientSeq ?? 0,
      random: draft.random,
      body: draft.body,
      nick: `nick of ${draft.from}`,
      faceUrl: '',
      ...(draft.control ? { control: draft.control } : {}),
      ...(draft.onlineOnly ? { onlineOnly: true } : {}),
    }
    if (!draft.onlineOnly) this.messages.push(message)
    return message
  }

  recall(key: string, by: string): WireMessage | undefined {
    const at = this.messages.findIndex((message) => message.key === key)
    const found = this.messages[at]
    if (found === undefined) return undefined
    const message = { ...found, revoked: { by, reason: '', time: found.time + 1 } }
    this.messages[at] = message
    this.recalled.push({ at: this.messages.length, message })
    return message
  }

  between(one: string, other: string): WireMessage[] {
    return this.messages.filter(
      ({ from, to }) => (from === one && to === other) || (from === other && to === one),
    )
  }

  after(cursor: string, userId: string): WireMessage[] {
    return this.messages
      .slice(Number(cursor))
      .filter(({ from, to }) => from === userId || to === userId)
  }

  cursor(): string {
    return String(this.messages.length)
  }

  peers(userId: string): string[] {
    const own = this.messages.filter(({ from, to }) => from === userId || to === userId)
    return [...new Set(own.map(({ from, to }) => (from === userId ? to : from)))].filter(
      (peer) => !this.removed.has(`${userId} ${peer}`),
    )
  }

  row(userId: string, peer: string): WireConversation {
    const messages = this.between(userId, peer)
    const last = messages.at(-1)
    const readSeq = this.readSeq.get(`${userId} ${peer}`) ?? 0
    const unread = messages.filter(({ from, seq }) => from === peer && seq > readSeq).length
    return {
      conversationId: `C2C${peer}`,
      userId: peer,
      nick: `nick of ${peer}`,
      faceUrl: '',
      unread,
      pinned: this.pinned.has(`${userId} ${peer}`),
      lastSeq: last?.seq ?? 0,
      time: (last?.time ?? 0) * 1_000,
      ...(last ? { lastMessage: last } : {}),
      peerReadSeq: this.readSeq.get(`${peer} ${userId}`) ?? 0,
      readSeq,
      ...this.#contacts.settingsOf(userId, peer),
    }
  }
}
