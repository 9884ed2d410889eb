import type { Ask } from '../connection/requests.ts'
import { isKept } from '../conversations/conversation-id.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import type { AnyWire } from './any-wire.ts'
import { askHistory } from './by-kind.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'

export interface MessageListOptions {
  conversationID: string
  /** From the page before; left out for the newest page. */
  nextReqMessageID?: string
}

export interface MessagePage {
  /** Oldest first. */
  messageList: Message[]
  /** Hand it in for the page before this one; empty when there is none. */
  nextReqMessageID: string
  isCompleted: boolean
}

export interface HistoryDeps {
  readonly ask: Ask
  readonly store: MessageStore
  readonly take: (wire: AnyWire) => Message
  /** What this instance alone has of a conversation, oldest first; `undefined` where the server keeps it. */
  readonly local: (conversationId: string) => Message[] | undefined
}

/** Apps written for the Web SDK count on it. */
const PAGE = 15

/** Reads a page of history, backwards from the newest message. */
export async function getMessageList(
  deps: HistoryDeps,
  { conversationID, nextReqMessageID = '' }: MessageListOptions,
): Promise<ChatResult<MessagePage>> {
  const local = deps.local(conversationID)
  if (local) return success({ messageList: local, nextReqMessageID: '', isCompleted: true })
  if (!isKept(conversationID)) throw failure(sdkErrors.badConversation, String(conversationID))
  const before = nextReqMessageID === '' ? undefined : seqOf(deps.store, nextReqMessageID)
  const { messages, complete } = await askHistory(deps.ask, {
    conversationId: conversationID,
    limit: PAGE,
    ...(before === undefined ? {} : { beforeSeq: before }),
  })
  const messageList = messages.map((wire) => deps.take(wire))
  const isCompleted = complete || messages.length === 0
  return success({
    messageList,
    nextReqMessageID: isCompleted ? '' : cursorOf(messages),
    isCompleted,
  })
}

// Imported messages are older than their place, so the lowest seq need not be the first message.
function cursorOf(messages: readonly AnyWire[]): string {
  const lowest = messages.reduce((low, message) => (message.seq < low.seq ? message : low))
  return `${lowest.id}#${lowest.seq}`
}

function seqOf(store: MessageStore, cursor: string): number {
  const [, seq] = /#(\d+)$/.exec(cursor) ?? []
  // Apps also hand in the ID of a message they show.
  const found = seq === undefined ? store.find(cursor)?.sequence : Number(seq)
  if (found === undefined || found === 0) {
    throw failure(sdkErrors.badParameter, `nextReqMessageID ${cursor} is not known`)
  }
  return found
}
