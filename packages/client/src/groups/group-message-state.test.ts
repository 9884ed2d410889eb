import { expect, test } from 'bun:test'
import { gatewayUpTo } from '../../test/group-history.ts'
import { next, signIn } from '../../test/sign-in.ts'
import { groupMessage, tipMember } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'
import { fromGroupWire } from '../messages/from-group-wire.ts'

const toGroup = { to: 'g', conversationType: TYPES.CONV_GROUP }

test('receipts are sent, counted, told of and listed by member', async () => {
  await using gateway = gatewayUpTo(0)
  gateway.answers.set('group.sendReceipts', () => ({}))
  gateway.answers.set('group.send', () => ({ id: 'x', seq: 2, time: 1 }))
  gateway.answers.set('group.receipts', () => ({
    receipts: [{ seq: 2, readCount: 1, unreadCount: 4 }],
  }))
  gateway.answers.set('group.receiptMembers', () => ({ userIds: ['bob'], cursor: '' }))
  await using alice = await signIn(gateway, 'alice')
  const own = alice.createTextMessage({ ...toGroup, payload: { text: 'a' }, needReadReceipt: true })
  await alice.sendMessage(own)
  const theirs = fromGroupWire(groupMessage({ seq: 1, needReadReceipt: true }), 'alice')
  const told = next(alice, 'onMessageReadReceiptReceived')

  await alice.sendMessageReadReceipt([theirs])
  const counted = await alice.getMessageReadReceiptList([own])
  const read = await alice.getGroupMessageReadMemberList({ message: own, filter: 0 })
  gateway.tell('alice', 'group.messageReceipt', {
    groupId: 'g',
    messages: [{ id: own.ID, seq: 2, readCount: 2, unreadCount: 3 }],
    time: 9,
  })

  expect(gateway.asked('group.sendReceipts')[0]?.params).toEqual({ groupId: 'g', seqs: [1] })
  expect(counted.data.messageList).toEqual([own])
  expect(read.data).toEqual({
    messageID: own.ID,
    readUserIDList: ['bob'],
    unreadUserIDList: [],
    cursor: '',
    isCompleted: true,
  })
  expect(await told).toMatchObject([
    { messageID: own.ID, groupID: 'g', readCount: 2, unreadCount: 3, timestamp: 9 },
  ])
  expect(own.readReceiptInfo).toEqual({ readCount: 2, unreadCount: 3 })
})

test('extensions, reactions and pins of groups have methods and events of their own', async () => {
  await using gateway = gatewayUpTo(1)
  gateway.answers.set('group.extensions.set', () => ({
    extensions: [{ key: 'a', value: '1', seq: 1, code: 0 }],
  }))
  gateway.answers.set('group.reaction.add', () => ({}))
  gateway.answers.set('group.pin', () => ({}))
  gateway.answers.set('group.pinned', () => ({ messages: [groupMessage({ seq: 1 })] }))
  await using alice = await signIn(gateway, 'alice')
  const wire = groupMessage({ seq: 1, supportExtension: true })
  const message = fromGroupWire(wire, 'alice')
  const reacted = next(alice, 'onMessageReactionsUpdated')
  const extended = next(alice, 'onMessageExtensionsUpdated')
  const pinned = next(alice, 'onPinnedGroupMessageUpdated')

  await alice.setMessageExtensions(message, [{ key: 'a', value: '1' }])
  await alice.addMessageReaction(message, 'like')
  await alice.pinGroupMessage({ groupID: 'g', message, isPinned: true })
  const { data } = await alice.getPinnedGroupMessageList('g')
  const { id, groupId, seq, from } = wire
  const ref = { id, groupId, seq, from }
  gateway.tell('alice', 'group.messageReaction', {
    message: ref,
    reaction: 'like',
    total: 1,
    users: [tipMember('bob')],
  })
  gateway.tell('alice', 'group.messageExtensions', {
    message: ref,
    changed: [{ key: 'a', value: '2', seq: 2 }],
    deleted: [],
  })
  gateway.tell('alice', 'group.messagePinned', {
    groupId: 'g',
    message: wire,
    pinned: true,
    operator: tipMember('bob'),
  })

  expect(data.messageList).toMatchObject([{ sequence: 1 }])
  expect(gateway.asked('group.pin')[0]?.params).toEqual({ groupId: 'g', seq: 1, pinned: true })
  expect(await reacted).toMatchObject({ reactionList: [{ reactionID: 'like' }] })
  expect(await extended).toMatchObject({ extensions: [{ key: 'a', value: '2' }] })
  expect(await pinned).toMatchObject({ groupID: 'g', isPinned: true, message: { sequence: 1 } })
})
