import type { WireGroupMessage, WireMessage } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { groupIn } from '../conversations/conversation-id.ts'
import { type AnyWire, conversationOf } from './any-wire.ts'
import { Inbox } from './inbox.ts'

export interface InboxesDeps {
  readonly ask: Ask
  readonly me: () => string
  /** Milliseconds that a missing message is waited for before it is pulled. */
  readonly grace: number
  readonly deliver: (messages: readonly AnyWire[]) => void
  readonly ownReturned: (message: AnyWire) => void
}

/** What is discarded stays in the history: a hole that it leaves is none. */
const told = { toldOnly: true, limit: 100 } as const

/** Where messages come in: one inbox for those of users, one for those of groups. */
export class Inboxes {
  readonly users: Inbox<WireMessage>
  readonly groups: Inbox<WireGroupMessage>

  constructor({ ask, me, grace, deliver, ownReturned }: InboxesDeps) {
    const common = {
      grace,
      deliver,
      ownReturned,
      conversationOf: (wire: AnyWire) => conversationOf(wire, me()),
    }
    this.users = new Inbox<WireMessage>({
      ...common,
      pull: (conversationId, afterSeq) =>
        ask('message.history', { ...told, conversationId, afterSeq }),
    })
    this.groups = new Inbox<WireGroupMessage>({
      ...common,
      pull: (conversationId, afterSeq) =>
        ask('group.history', { ...told, groupId: groupIn(conversationId) ?? '', afterSeq }),
    })
  }

  /** Lets what arrives wait until `resume`. */
  pause(): void {
    this.users.pause()
    this.groups.pause()
  }

  resume(): void {
    this.users.resume()
    this.groups.resume()
  }

  /** Everything up to a seq is known from elsewhere. */
  startAt(conversationId: string, seq: number): void {
    this.#of(conversationId).startAt(conversationId, seq)
  }

  /** The conversation is known to reach a seq; what is missing up to there is fetched. */
  expect(conversationId: string, seq: number): void {
    this.#of(conversationId).expect(conversationId, seq)
  }

  /** The seq belongs to an own message, so there is nothing to show. */
  placed(conversationId: string, seq: number): void {
    this.#of(conversationId).placed(conversationId, seq)
  }

  /** A message is being sent by this instance, so that its echo is no news. */
  leaving(id: string): void {
    this.users.leaving(id)
    this.groups.leaving(id)
  }

  clear(): void {
    this.users.clear()
    this.groups.clear()
  }

  #of(conversationId: string): Inbox<WireMessage> | Inbox<WireGroupMessage> {
    return groupIn(conversationId) === undefined ? this.users : this.groups
  }
}
