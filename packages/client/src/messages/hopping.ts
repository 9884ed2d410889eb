import { peerIn } from '../conversations/conversation-id.ts'
import { failure, sdkErrors } from '../errors.ts'
import { type ChatResult, success } from '../result.ts'
import type { HistoryDeps } from './history.ts'
import type { Message } from './message.ts'

export interface HoppingOptions {
  conversationID: string
  /** Unix seconds to start from, for one-to-one conversations. */
  time?: number
  /** To start from in groups. */
  sequence?: number
  /** 0 reads older messages, 1 newer ones. */
  direction?: 0 | 1
  /** At most 15. */
  count?: number
}

export interface HoppingPage {
  /** Oldest first. */
  messageList: Message[]
  nextMessageSeq: number
  /** Hand it in as `time` for the page beyond this one. */
  nextMessageTime: number
  isCompleted: boolean
}

const MOST = 15

/** Reads history from any time on, in either direction. */
export async function getMessageListHopping(
  deps: HistoryDeps & { readonly now: () => number },
  { conversationID, time, direction = 0, count = MOST }: HoppingOptions,
): Promise<ChatResult<HoppingPage>> {
  if (peerIn(String(conversationID)) === undefined) {
    throw failure(sdkErrors.badConversation, String(conversationID))
  }
  const { messages, complete, nextTime } = await deps.ask('message.historyAt', {
    conversationId: conversationID,
    time: time ?? (direction === 1 ? 0 : deps.now()),
    direction: direction === 1 ? 'newer' : 'older',
    limit: Math.min(Math.max(count, 1), MOST),
  })
  return success({
    messageList: messages.map((wire) => deps.take(wire)),
    nextMessageSeq: 0,
    nextMessageTime: nextTime,
    isCompleted: complete,
  })
}
