import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { gatewayUpTo } from '../../test/group-history.ts'
import { collectTexts, next, signIn } from '../../test/sign-in.ts'
import { groupMessage, groupTip, tipMember } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'
import { tipTypes } from '@yanshu/protocol/gateway/group'
import { fromGroupWire } from '../messages/from-group-wire.ts'

const toGroup = { to: 'g', conversationType: TYPES.CONV_GROUP }
const conversationID = 'GROUPg'

test('a message to a group goes out with what it is for', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.send', () => ({ id: 'x', seq: 7, time: 1_700_000_009 }))
  await using alice = await signIn(gateway, 'alice')
  const message = alice.createTextAtMessage({
    ...toGroup,
    payload: { text: '@bob hi', atUserList: ['bob', TYPES.MSG_AT_ALL] },
    priority: TYPES.MSG_PRIORITY_HIGH,
    needReadReceipt: true,
    cloudCustomData: 'x',
  })

  const { data } = await alice.sendMessage(message, {
    messageControlInfo: { excludedFromUnreadCount: true },
  })

  expect(data.message).toBe(message)
  expect(message).toMatchObject({ status: 'success', sequence: 7, time: 1_700_000_009 })
  expect(gateway.asked('group.send')[0]?.params).toEqual({
    groupId: 'g',
    random: message.random,
    clientTime: message.clientTime,
    priority: 'High',
    body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: '@bob hi' } }],
    at: ['bob', TYPES.MSG_AT_ALL],
    needReadReceipt: true,
    cloudCustomData: 'x',
    control: ['NoUnread'],
  })
})

test('a targeted message names its receivers and counts for nobody', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.send', () => ({ id: 'x', seq: 7, time: 1 }))
  await using alice = await signIn(gateway, 'alice')

  await alice.sendMessage(
    alice.createTextMessage({ ...toGroup, payload: { text: 'psst' }, receiverList: ['bob'] }),
  )

  expect(gateway.asked('group.send')[0]?.params).toMatchObject({ receivers: ['bob'] })
  const received = fromGroupWire(groupMessage({ receivers: ['alice'] }), 'alice')
  expect(received).toMatchObject({ receiverList: ['alice'], _isExcludedFromUnreadCount: true })
})

test('received messages count and mention; a tip about oneself does not', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const listed = next(alice, 'onConversationListUpdated', ([row]) => row?.unreadCount === 3)
  const messages = [
    groupMessage({ seq: 1 }),
    groupMessage({ seq: 2, at: ['alice', TYPES.MSG_AT_ALL] }),
    groupMessage({ seq: 3, at: [TYPES.MSG_AT_ALL] }),
    groupTip({ type: tipTypes.join, members: [tipMember('carol')] }, { seq: 4, from: 'alice' }),
  ]

  for (const message of messages) gateway.tell('alice', 'group.message', { message })

  const [conversation] = await listed
  expect(conversation).toMatchObject({
    conversationID,
    type: TYPES.CONV_GROUP,
    groupAtInfoList: [
      { from: 'bob', groupID: 'g', messageSequence: 2, atTypeArray: [TYPES.CONV_AT_ALL_AT_ME] },
      { from: 'bob', groupID: 'g', messageSequence: 3, atTypeArray: [TYPES.CONV_AT_ALL] },
    ],
  })
})

test('what is missing between two messages is fetched, and doubles come once', async () => {
  await using gateway = gatewayUpTo(4)
  await using alice = await signIn(gateway, 'alice')
  const received = collectTexts(alice)

  for (const seq of [1, 4, 4]) {
    gateway.tell('alice', 'group.message', { message: groupMessage({ seq }) })
  }

  expect(await received.reach(4)).toEqual(['text 1', 'text 2', 'text 3', 'text 4'])
  expect(gateway.asked('group.history')[0]?.params).toMatchObject({ groupId: 'g', afterSeq: 1 })
})

test('messages missed while away come by sync, changes too', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const received = collectTexts(alice)
  gateway.tell('alice', 'group.message', { message: groupMessage({ seq: 1 }) })
  await received.reach(1)
  const revoked = { by: 'bob', reason: '', time: 1 }
  gateway.answers.set('sync', () => ({
    messages: [],
    recalled: [],
    changed: [],
    groupMessages: [groupMessage({ seq: 2 })],
    groupChanged: [groupMessage({ seq: 1, body: [], revoked })],
    cursor: '1',
    more: false,
  }))
  const recalled = next(alice, 'onMessageRevoked')

  gateway.cut('alice')

  expect(await received.reach(2)).toEqual(['text 1', 'text 2'])
  expect(await recalled).toMatchObject([{ sequence: 1, isRevoked: true }])
})

test('history is read backwards and hopped through by seq', async () => {
  await using gateway = gatewayUpTo(20)
  await using alice = await signIn(gateway, 'alice')

  const first = await alice.getMessageList({ conversationID })
  const { nextReqMessageID } = first.data
  const second = await alice.getMessageList({ conversationID, nextReqMessageID })
  const older = await alice.getMessageListHopping({ conversationID, sequence: 10, count: 3 })
  const newer = await alice.getMessageListHopping({
    conversationID,
    sequence: 10,
    direction: 1,
    count: 3,
  })

  const seqs = ({ data }: { data: { messageList: { sequence: number }[] } }) =>
    data.messageList.map(({ sequence }) => sequence)
  expect(seqs(first)).toEqual(Array.from({ length: 15 }, (_, at) => at + 6))
  expect(second.data.isCompleted).toBe(true)
  expect(seqs(older)).toEqual([8, 9, 10])
  expect(older.data.nextMessageSeq).toBe(7)
  expect(seqs(newer)).toEqual([10, 11, 12])
  expect(newer.data.nextMessageSeq).toBe(13)
})

test('a group is read, cleared and muted by its own methods', async () => {
  await using gateway = gatewayUpTo(2)
  for (const name of ['group.read', 'group.clearHistory', 'group.msgFlag', 'conversation.pin']) {
    gateway.answers.set(name, () => ({}))
  }
  await using alice = await signIn(gateway, 'alice')
  const received = collectTexts(alice)
  gateway.tell('alice', 'group.message', { message: groupMessage({ seq: 1, at: ['alice'] }) })
  await received.reach(1)

  await alice.setMessageRead({ conversationID })
  await alice.pinConversation({ conversationID, isPinned: true })
  await alice.clearHistoryMessage(conversationID)
  await alice.setMessageRemindType({ groupID: 'g', messageRemindType: 'AcceptNotNotify' })

  expect(gateway.asked('group.read')[0]?.params).toEqual({ groupId: 'g', seq: 1 })
  expect(gateway.asked('group.clearHistory')[0]?.params).toEqual({ groupId: 'g' })
  expect(gateway.asked('group.msgFlag')[0]?.params).toEqual({
    groupId: 'g',
    msgFlag: 'AcceptNotNotify',
  })
})

test('messages are recalled, modified and deleted by their seqs', async () => {
  await using gateway = gatewayUpTo(1)
  gateway.answers.set('group.recall', () => ({}))
  gateway.answers.set('group.deleteMessages', () => ({}))
  gateway.answers.set('group.modify', ({ body, version }) => ({
    message: groupMessage({ seq: 1, version: Number(version) + 1, body: body as never }),
    conflict: false,
  }))
  await using alice = await signIn(gateway, 'alice')
  const { data } = await alice.getMessageList({ conversationID })
  const [message] = data.messageList
  if (!message) throw new Error('no message')

  message.payload = { text: 'new' }
  await alice.modifyMessage(message)
  await alice.revokeMessage(message)
  await alice.deleteMessage([message])

  expect(message).toMatchObject({ isModified: true, isRevoked: true, isDeleted: true })
  expect(gateway.asked('group.modify')[0]?.params).toMatchObject({ groupId: 'g', seq: 1 })
  expect(gateway.asked('group.recall')[0]?.params).toEqual({
    groupId: 'g',
    seq: 1,
    id: message.ID,
  })
  expect(gateway.asked('group.deleteMessages')[0]?.params).toEqual({ groupId: 'g', seqs: [1] })
})

test('others recall and modify, and the app is told', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const received = next(alice, 'onMessageReceived')
  gateway.tell('alice', 'group.message', { message: groupMessage({ seq: 1 }) })
  const [message] = await received
  const modified = next(alice, 'onMessageModified')
  const recalled = next(alice, 'onMessageRevoked')

  const body = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'new' } }]
  const changed = groupMessage({ seq: 1, version: 1, body })
  gateway.tell('alice', 'group.messageModified', { message: changed })
  const revoked = { by: 'bob', reason: 'typo', time: 1 }
  gateway.tell('alice', 'group.messageRecalled', {
    groupId: 'g',
    messages: [groupMessage({ seq: 1, revoked })],
  })

  expect((await modified)[0]).toBe(message as NonNullable<typeof message>)
  expect(await recalled).toMatchObject([{ isRevoked: true, revokeReason: 'typo' }])
})
