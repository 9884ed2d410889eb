import { messageErrors } from '@yanshu/protocol/errors/message'
import type { Ask } from '../connection/requests.ts'
import { groupIn } from '../conversations/conversation-id.ts'
import type { ConversationStore } from '../conversations/conversation-store.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import type { AnyWire } from './any-wire.ts'
import { revoke } from './from-wire.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import { isMessage } from './sender.ts'

export interface RecallDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly store: MessageStore
  readonly conversations: ConversationStore
  readonly take: (wire: AnyWire) => Message
  /** These were taken back by somebody else, or elsewhere. */
  readonly revoked: (messages: Message[]) => void
}

/** Takes messages back, and takes note of those that were taken back. */
export class Recall {
  readonly #deps: RecallDeps

  constructor(deps: RecallDeps) {
    this.#deps = deps
  }

  /** Takes an own message back, for both sides. */
  async revoke(message: Message): Promise<ChatResult<{ message: Message }>> {
    if (!isMessage(message)) throw failure(sdkErrors.noMessage)
    if (!wasSent(message)) throw failure(sdkErrors.recallFailed, 'it was never sent')
    await this.#recall(message)
    const kept = this.#deps.store.find(message.ID)
    for (const each of new Set([message, kept])) {
      if (each) this.#markRevoked(each, this.#deps.me(), '')
    }
    return success({ message })
  }

  /** Applies what an event or a `sync` told; what was known before is passed over. */
  noticed(wires: readonly AnyWire[]): void {
    const fresh = wires.filter((wire) => this.#deps.store.find(wire.id)?.isRevoked !== true)
    if (fresh.length === 0) return
    const messages = fresh.map((wire) => {
      const { by, reason } = wire.revoked ?? { by: wire.from, reason: '' }
      return this.#markRevoked(this.#deps.take(wire), by, reason)
    })
    this.#deps.revoked(messages)
  }

  async #recall(message: Message): Promise<void> {
    const { conversationID: conversationId, messageKey: key, sequence: seq, ID: id } = message
    const groupId = groupIn(conversationId)
    const { ask } = this.#deps
    try {
      await (groupId === undefined
        ? ask('message.recall', { conversationId, key })
        : ask('group.recall', { groupId, seq, id }))
    } catch (error) {
      // A request that is repeated after a lost connection finds its own work done.
      const done = error instanceof ChatError && error.code === messageErrors.recalledAlready.code
      if (!done || message.isRevoked) throw error
    }
  }

  #markRevoked(message: Message, by: string, reason: string): Message {
    revoke(message, by, reason)
    this.#deps.conversations.refreshLast(message)
    return message
  }
}

function wasSent({ conversationType, messageKey, status }: Message): boolean {
  return conversationType === 'GROUP' ? status === 'success' : messageKey !== ''
}
