import type { WireConversation, WireMessage } from '@yanshu/protocol'

/** A message from bob to alice, with the fields a case cares about. */
export function wireMessage(fields: Partial<WireMessage> = {}): WireMessage {
  const seq = fields.seq ?? 1
  return {
    id: `${fields.from ?? 'bob'}-${seq}`,
    key: `key-${seq}`,
    seq,
    from: 'bob',
    to: 'alice',
    time: 1_700_000_000 + seq,
    clientTime: 1_700_000_000,
    clientSeq: 1,
    random: seq,
    body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${seq}` } }],
    nick: 'Bob',
    faceUrl: 'https://example.com/bob.png',
    ...fields,
  }
}

/** A row of alice's conversation list. */
export function wireConversation(
  userId: string,
  fields: Partial<WireConversation> = {},
): WireConversation {
  return {
    conversationId: `C2C${userId}`,
    userId,
    nick: userId,
    faceUrl: '',
    unread: 0,
    pinned: false,
    lastSeq: 1,
    time: 0,
    peerReadSeq: 0,
    readSeq: 0,
    ...fields,
  }
}
