import type { GatewayEvents } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { groupIn } from '../conversations/conversation-id.ts'
import { failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import type { AnyWire } from '../messages/any-wire.ts'
import type { Message, UserInfo } from '../messages/message.ts'
import { placeOf } from '../messages/place.ts'
import { type ChatResult, success } from '../result.ts'
import { assertGroupId } from './refusals.ts'
import { infoOf } from './tip-payload.ts'

export interface GroupMessageDeps {
  readonly ask: Ask
  readonly events: Emitter
  readonly take: (wire: AnyWire) => Message
}

/** A message was pinned for everybody in a group, or unpinned. */
export interface PinnedMessageChange {
  groupID: string
  message: Message
  isPinned: boolean
  operatorInfo: UserInfo
}

/** Who has read a message, or who has not. */
export interface ReadMembers {
  messageID: string
  readUserIDList: string[]
  unreadUserIDList: string[]
  /** Hand it in for the next page. */
  cursor: string
  isCompleted: boolean
}

/** What only messages of groups have: pins, and receipts of many. */
export class GroupMessageService {
  readonly #deps: GroupMessageDeps

  constructor(deps: GroupMessageDeps) {
    this.#deps = deps
  }

  readonly handlers = {
    'group.messagePinned': (data: GatewayEvents['group.messagePinned']) => {
      const { groupId, message, pinned, operator } = data
      this.#deps.events.emit('onPinnedGroupMessageUpdated', {
        groupID: groupId,
        message: this.#deps.take(message),
        isPinned: pinned,
        operatorInfo: infoOf(operator),
      })
    },
  }

  /** Pins a message for everybody, or unpins it; 10 at most. */
  async pin({
    groupID,
    message,
    isPinned,
  }: {
    groupID: string
    message: Message
    isPinned: boolean
  }): Promise<ChatResult<{ groupID: string; message: Message; isPinned: boolean }>> {
    assertGroupId(groupID)
    const { seq } = placeOf(message)
    await this.#deps.ask('group.pin', { groupId: groupID, seq, pinned: isPinned })
    return success({ groupID, message, isPinned })
  }

  /** The pinned messages that are still kept, pinned last first. */
  async getPinned(groupID: string): Promise<ChatResult<{ messageList: Message[] }>> {
    assertGroupId(groupID)
    const { messages } = await this.#deps.ask('group.pinned', { groupId: groupID })
    return success({ messageList: messages.map(this.#deps.take) })
  }

  /** Who has read an own message (`filter` 0), or has not (1). */
  async getReadMembers({
    message,
    filter,
    cursor = '',
    count = 100,
  }: {
    message: Message
    filter: number
    cursor?: string
    count?: number
  }): Promise<ChatResult<ReadMembers>> {
    const { conversationId, seq } = placeOf(message)
    const groupId = groupIn(conversationId)
    if (groupId === undefined) throw failure(sdkErrors.badConversation, conversationId)
    const isRead = filter === 0
    const page = await this.#deps.ask('group.receiptMembers', {
      groupId,
      seq,
      cursor,
      filter: isRead ? 'read' : 'unread',
      limit: Math.min(Math.max(count, 1), 100),
    })
    const userIds = [...page.userIds]
    return success({
      messageID: message.ID,
      readUserIDList: isRead ? userIds : [],
      unreadUserIDList: isRead ? [] : userIds,
      cursor: page.cursor,
      isCompleted: page.cursor === '',
    })
  }
}
