import { conversationIdOf } from '../conversations/conversation-id.ts'
import { emptyMessage, type Message, messageId } from './message.ts'

/** What every creator of messages takes. */
export interface MessageOptions<Payload> {
  to: string
  conversationType: string
  payload: Payload
  priority?: string
  cloudCustomData?: string
  needReadReceipt?: boolean
  receiverList?: string[]
  isSupportExtension?: boolean
}

/** What `createTextAtMessage` takes. */
export interface TextAtPayload {
  text: string
  /** UserIDs, and `TYPES.MSG_AT_ALL` for everybody. */
  atUserList: string[]
}

/** Who a new message is from. */
export interface Author {
  readonly userId: string
  readonly tinyId: string
  readonly nick: string
  readonly avatar: string
}

const UINT32 = 2 ** 32
let lastSequence = Math.floor(Math.random() * 2 ** 31)

/** Builds a message that is not sent yet. */
export function createMessage(
  type: string,
  options: MessageOptions<unknown>,
  author: Author,
): Message {
  const message: Message = {
    ...emptyMessage(),
    type,
    payload: options.payload,
    to: options.to,
    conversationType: options.conversationType,
    conversationID:
      options.conversationType === 'C2C'
        ? conversationIdOf(options.to)
        : `${options.conversationType}${options.to}`,
    flow: 'out',
    priority: options.priority ?? 'Normal',
    cloudCustomData: options.cloudCustomData ?? '',
    needReadReceipt: options.needReadReceipt === true,
    isSupportExtension: options.isSupportExtension === true,
    _elements: [{ type, content: options.payload }],
  }
  if (options.receiverList) message.receiverList = options.receiverList
  return sign(message, author)
}

/** Gives a message its author and with it its ID. */
export function sign(message: Message, author: Author): Message {
  const now = Math.floor(Date.now() / 1_000)
  lastSequence = (lastSequence + 1) % UINT32
  message.from = author.userId
  message.nick = author.nick
  message.avatar = author.avatar
  message.time = now
  message.clientTime = now
  message.clientSequence = lastSequence
  message.random = Math.floor(Math.random() * UINT32)
  message.ID = messageId(author.tinyId, message.clientTime, message.random)
  return message
}
