import { expect, test } from 'bun:test'
import { wireMessage } from '../../test/wire.ts'
import { fromWire } from './from-wire.ts'

test.each([
  { from: 'bob', to: 'alice', flow: 'in', conversationID: 'C2Cbob' },
  { from: 'alice', to: 'bob', flow: 'out', conversationID: 'C2Cbob' },
  { from: 'alice', to: 'alice', flow: 'out', conversationID: 'C2Calice' },
] as const)(
  'from $from to $to flows $flow in $conversationID',
  ({ from, to, flow, conversationID }) => {
    expect(fromWire(wireMessage({ from, to }), 'alice')).toMatchObject({ flow, conversationID })
  },
)

test('a message of several elements shows the first and keeps them all', () => {
  const body = [
    { MsgType: 'TIMTextElem', MsgContent: { Text: 'look' } },
    { MsgType: 'TIMFaceElem', MsgContent: { Index: 1 } },
  ] as const

  const message = fromWire(wireMessage({ body }), 'alice')

  expect(message).toMatchObject({
    type: 'TIMTextElem',
    payload: { text: 'look' },
    _elements: [
      { type: 'TIMTextElem', content: { text: 'look' } },
      { type: 'TIMFaceElem', content: { index: 1, data: '' } },
    ],
  })
})

test('a recalled message says by whom', () => {
  const revoked = { by: 'bob', reason: 'typo', time: 1 }

  expect(fromWire(wireMessage({ revoked }), 'alice')).toMatchObject({
    isRevoked: true,
    revoker: 'bob',
    revokerInfo: { userID: 'bob', nick: 'Bob', avatar: 'https://example.com/bob.png' },
    revokeReason: 'typo',
  })
})

test('the marks of a message come through', () => {
  const message = fromWire(
    wireMessage({
      control: ['NoUnread', 'NoLastMsg'],
      needReadReceipt: true,
      cloudCustomData: 'x',
    }),
    'alice',
  )

  expect(message).toMatchObject({
    _isExcludedFromUnreadCount: true,
    _isExcludedFromLastMessage: true,
    needReadReceipt: true,
    cloudCustomData: 'x',
    readReceiptInfo: {},
  })
})
