/** Someone shown beside a message. */
export interface UserInfo {
  userID: string
  nick: string
  avatar: string
}

/** One part of a message with several; `Message.type` and `payload` describe the first. */
export interface MessagePart {
  type: string
  content: unknown
}

/**
 * A message as the Web SDK shows it.
 *
 * A plain object without hidden state: apps wrap messages in reactive proxies or copy them, and
 * hand those back.
 */
export interface Message<Payload = unknown> {
  /** Unique, the same from creation to history. */
  ID: string
  type: string
  payload: Payload
  conversationID: string
  conversationType: string
  to: string
  from: string
  flow: 'in' | 'out'
  /** Unix seconds. */
  time: number
  /** Position in the conversation; 0 until it is sent, and for online-only messages. */
  sequence: number
  status: 'unSend' | 'success' | 'fail'
  priority: string
  nick: string
  avatar: string
  nameCard: string
  isRevoked: boolean
  isDeleted: boolean
  isModified: boolean
  revoker: string
  revokerInfo: UserInfo
  revokeReason: string
  isPeerRead: boolean
  needReadReceipt: boolean
  readReceiptInfo: {
    readCount?: number
    unreadCount?: number
    isPeerRead?: boolean
    timestamp?: number
  }
  atUserList: string[]
  cloudCustomData: string
  isBroadcastMessage: boolean
  isSupportExtension: boolean
  hasRiskContent: boolean
  receiverList?: string[]
  /** With the sender and `clientTime` these make the ID; they never change, so a second sending is recognised. */
  random: number
  clientSequence: number
  clientTime: number
  /** What recall names the message by; empty until it is sent. */
  messageKey: string
  /** How often its content was modified, as far as it is known here. */
  messageVersion: number
  _elements: MessagePart[]
  _isExcludedFromUnreadCount: boolean
  _isExcludedFromLastMessage: boolean
  _onlineOnlyFlag: boolean
}

/** Everything a message holds before anybody says what. */
export function emptyMessage(): Message {
  return {
    ID: '',
    type: '',
    payload: {},
    conversationID: '',
    conversationType: 'C2C',
    to: '',
    from: '',
    flow: 'in',
    time: 0,
    sequence: 0,
    status: 'unSend',
    priority: 'Normal',
    nick: '',
    avatar: '',
    nameCard: '',
    isRevoked: false,
    isDeleted: false,
    isModified: false,
    revoker: '',
    revokerInfo: { userID: '', nick: '', avatar: '' },
    revokeReason: '',
    isPeerRead: false,
    needReadReceipt: false,
    readReceiptInfo: {},
    atUserList: [],
    cloudCustomData: '',
    isBroadcastMessage: false,
    isSupportExtension: false,
    hasRiskContent: false,
    random: 0,
    clientSequence: 0,
    clientTime: 0,
    messageKey: '',
    messageVersion: 0,
    _elements: [],
    _isExcludedFromUnreadCount: false,
    _isExcludedFromLastMessage: false,
    _onlineOnlyFlag: false,
  }
}

/** The ID that the server gives to a message made from these. */
export function messageId(tinyId: string, clientTime: number, random: number): string {
  return `${tinyId}-${clientTime}-${random}`
}
