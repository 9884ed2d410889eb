import { groupIn, peerIn } from '../conversations/conversation-id.ts'
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
  options: HoppingOptions,
): Promise<ChatResult<HoppingPage>> {
  const { conversationID, time, direction = 0, count = MOST } = options
  const groupId = groupIn(String(conversationID))
  if (groupId !== undefined) return hopInGroup(deps, groupId, options)
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

// Groups are read by their seqs, the one asked for included.
async function hopInGroup(
  deps: HistoryDeps,
  groupId: string,
  { sequence, direction = 0, count = MOST }: HoppingOptions,
): Promise<ChatResult<HoppingPage>> {
  const newer = direction === 1
  const { messages, complete } = await deps.ask('group.history', {
    groupId,
    limit: Math.min(Math.max(count, 1), MOST),
    ...(newer ? { afterSeq: Math.max(0, (sequence ?? 1) - 1) } : {}),
    ...(!newer && sequence !== undefined ? { beforeSeq: sequence + 1 } : {}),
  })
  const end = (newer ? messages.at(-1) : messages[0])?.seq
  return success({
    messageList: messages.map((wire) => deps.take(wire)),
    nextMessageSeq: end === undefined ? 0 : end + (newer ? 1 : -1),
    nextMessageTime: 0,
    isCompleted: complete,
  })
}
