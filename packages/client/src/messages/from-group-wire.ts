import type { WireGroupMessage } from '@yanshu/protocol'
import { groupConversationIdOf } from '../conversations/conversation-id.ts'
import { tipPayloadOf } from '../groups/tip-payload.ts'
import { payloadOf } from './from-element.ts'
import { revoke } from './from-wire.ts'
import { emptyMessage, type Message } from './message.ts'

/** Turns a message of a group into that of the SDK, as the user `me` sees it. */
export function fromGroupWire(wire: WireGroupMessage, me: string): Message {
  const parts = partsOf(wire)
  const [first] = parts
  const message: Message = {
    ...emptyMessage(),
    ID: wire.id,
    type: first?.type ?? '',
    payload: first?.content ?? {},
    conversationID: groupConversationIdOf(wire.groupId),
    conversationType: 'GROUP',
    to: wire.groupId,
    from: wire.from,
    flow: wire.from === me && !wire.tip ? 'out' : 'in',
    time: wire.time,
    sequence: wire.seq,
    status: 'success',
    priority: wire.priority,
    // A tip is shown as said by who caused it.
    nick: wire.tip?.operator.nick ?? wire.nick,
    avatar: wire.tip?.operator.faceUrl ?? wire.faceUrl,
    nameCard: wire.nameCard,
    needReadReceipt: wire.needReadReceipt === true,
    atUserList: [...(wire.at ?? [])],
    cloudCustomData: wire.cloudCustomData ?? '',
    isBroadcastMessage: wire.broadcast === true,
    isSupportExtension: wire.supportExtension === true,
    ...(wire.receivers ? { receiverList: [...wire.receivers] } : {}),
    random: wire.random,
    clientTime: wire.clientTime,
    messageVersion: wire.version ?? 0,
    isModified: (wire.version ?? 0) > 0,
    _elements: parts,
    _isExcludedFromUnreadCount: isUncounted(wire, me),
    _isExcludedFromLastMessage: wire.control?.includes('NoLastMsg') === true,
    _onlineOnlyFlag: wire.onlineOnly === true,
  }
  return wire.revoked ? revoke(message, wire.revoked.by, wire.revoked.reason) : message
}

// What is for some members alone counts for nobody, and nobody is told of what it did itself.
function isUncounted({ receivers, control, tip, from }: WireGroupMessage, me: string): boolean {
  if (receivers !== undefined || control?.includes('NoUnread') === true) return true
  return tip !== undefined && from === me
}

function partsOf({ tip, body, groupId }: WireGroupMessage) {
  if (tip) return [{ type: 'TIMGroupTipElem', content: tipPayloadOf(tip, groupId) }]
  return body.map((element) => ({ type: element.MsgType, content: payloadOf(element) }))
}
