import type { WireMessage } from '@yanshu/protocol'
import { conversationIdOf, peerOf } from '../conversations/conversation-id.ts'
import { receiptInfo } from './changes.ts'
import { payloadOf } from './from-element.ts'
import { emptyMessage, type Message } from './message.ts'

/** Turns a message of the wire into that of the SDK, as the user `me` sees it. */
export function fromWire(wire: WireMessage, me: string): Message {
  const [first] = wire.body
  const message: Message = {
    ...emptyMessage(),
    ID: wire.id,
    type: first?.MsgType ?? '',
    payload: first === undefined ? {} : payloadOf(first),
    conversationID: conversationIdOf(peerOf(wire, me)),
    to: wire.to,
    from: wire.from,
    flow: wire.from === me ? 'out' : 'in',
    time: wire.time,
    sequence: wire.seq,
    status: 'success',
    nick: wire.nick,
    avatar: wire.faceUrl,
    needReadReceipt: wire.needReadReceipt === true,
    cloudCustomData: wire.cloudCustomData ?? '',
    isSupportExtension: wire.supportExtension === true,
    random: wire.random,
    clientSequence: wire.clientSeq,
    clientTime: wire.clientTime,
    messageKey: wire.key,
    messageVersion: wire.version ?? 0,
    isModified: (wire.version ?? 0) > 0,
    readReceiptInfo: wire.needReadReceipt ? receiptInfo(wire.receiptTime) : {},
    _elements: wire.body.map((element) => ({
      type: element.MsgType,
      content: payloadOf(element),
    })),
    _isExcludedFromUnreadCount: wire.control?.includes('NoUnread') === true,
    _isExcludedFromLastMessage: wire.control?.includes('NoLastMsg') === true,
    _onlineOnlyFlag: wire.onlineOnly === true,
  }
  return wire.revoked ? revoke(message, wire.revoked.by, wire.revoked.reason) : message
}

/** Marks a message, in place, as taken back. */
export function revoke(message: Message, by: string, reason: string): Message {
  message.isRevoked = true
  message.revoker = by
  const { nick, avatar } = by === message.from ? message : { nick: '', avatar: '' }
  message.revokerInfo = { userID: by, nick, avatar }
  message.revokeReason = reason
  return message
}
