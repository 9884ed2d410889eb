import type { GatewayEvents, WireReaction, WireUser } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { Emitter } from '../events/emitter.ts'
import { type ChatResult, success } from '../result.ts'
import { askReact, askReactions, askReactionUsers } from './by-kind.ts'
import type { Message, UserInfo } from './message.ts'
import { type MessagePlace, placeOf, placesOf } from './place.ts'

/** One kind of reaction to a message. */
export interface MessageReaction {
  reactionID: string
  /** 0 where the last user took it back. */
  totalUserCount: number
  partialUserList: UserInfo[]
}

/** Messages that can be asked about at once. */
const MOST = 20

/** Reactions to messages, always read from the server. */
export class MessageReactions {
  readonly #ask: Ask
  readonly #events: Emitter

  constructor(ask: Ask, events: Emitter) {
    this.#ask = ask
    this.#events = events
  }

  readonly handlers = {
    'message.reaction': ({ message, ...reaction }: GatewayEvents['message.reaction']) =>
      this.#told(message.id, reaction),
    'group.messageReaction': ({ message, ...reaction }: GatewayEvents['group.messageReaction']) =>
      this.#told(message.id, reaction),
  }

  async add(message: Message, reactionID: string): Promise<ChatResult<Record<string, never>>> {
    await askReact(this.#ask, { ...placeOf(message), reaction: reactionID }, true)
    return success({})
  }

  async remove(message: Message, reactionID: string): Promise<ChatResult<Record<string, never>>> {
    await askReact(this.#ask, { ...placeOf(message), reaction: reactionID }, false)
    return success({})
  }

  /** What users reacted with to up to 20 messages of a conversation. */
  async get({
    messageList,
    maxUserCountPerReaction = 10,
  }: {
    messageList: Message[]
    maxUserCountPerReaction?: number
  }): Promise<ChatResult<{ messageID: string; reactionList: MessageReaction[] }[]>> {
    const places = placesOf(messageList, MOST)
    const asked = { ...places, users: maxUserCountPerReaction }
    const { messages } = await askReactions(this.#ask, asked)
    const bySeq = new Map(messages.map(({ seq, reactions }) => [seq, reactions]))
    return success(
      messageList.map((message) => ({
        messageID: message.ID,
        reactionList: (bySeq.get(message.sequence) ?? []).map(toReaction),
      })),
    )
  }

  /** Everybody who reacted in one way; `nextSeq` is 0 at the end. */
  async users({
    message,
    reactionID,
    nextSeq = 0,
    count = 100,
  }: {
    message: Message
    reactionID: string
    nextSeq?: number
    count?: number
  }): Promise<ChatResult<{ userList: UserInfo[]; nextSeq: number; isCompleted: boolean }>> {
    const { users, next } = await askReactionUsers(this.#ask, {
      ...placeOf(message),
      reaction: reactionID,
      next: nextSeq,
      count,
    })
    return success({ userList: users.map(toUser), nextSeq: next, isCompleted: next === 0 })
  }

  /** Reactions to a message changed while this instance was away. */
  async catchUp(messageID: string, { conversationId, seq }: MessagePlace): Promise<void> {
    const { messages } = await askReactions(this.#ask, {
      conversationId,
      seqs: [seq],
      users: 10,
    })
    const reactionList = (messages[0]?.reactions ?? []).map(toReaction)
    this.#events.emit('onMessageReactionsUpdated', { messageID, reactionList })
  }

  #told(messageID: string, reaction: WireReaction): void {
    this.#events.emit('onMessageReactionsUpdated', {
      messageID,
      reactionList: [toReaction(reaction)],
    })
  }
}

function toReaction({ reaction, total, users }: WireReaction): MessageReaction {
  return { reactionID: reaction, totalUserCount: total, partialUserList: users.map(toUser) }
}

function toUser({ userId, nick, faceUrl }: WireUser): UserInfo {
  return { userID: userId, nick, avatar: faceUrl }
}
