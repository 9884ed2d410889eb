import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn, textTo } from '../../test/sign-in.ts'
import type { ChatSDK } from '../chat.ts'

async function listed(chat: ChatSDK, asked?: Parameters<ChatSDK['getConversationList']>[0]) {
  const { data } = await chat.getConversationList(asked)
  return data.conversationList.map(({ conversationID }) => conversationID)
}

test('the list comes in all the forms that can be asked for', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  gateway.text('alice', 'carol', 'hello')
  await using alice = await signIn(gateway, 'alice')

  expect(await listed(alice)).toEqual(['C2Ccarol', 'C2Cbob'])
  expect(await listed(alice, [])).toEqual([])
  expect(await listed(alice, ['C2Cbob', 'C2Cdave'])).toEqual(['C2Cbob', 'C2Cdave'])
  expect(await listed(alice, { type: 'GROUP' })).toEqual([])
  expect(await listed(alice, { hasUnreadCount: true })).toEqual(['C2Cbob'])
  expect(await listed(alice, { hasUnreadCount: false })).toEqual(['C2Ccarol', 'C2Cdave'])
  expect(await listed(alice, { markType: 1 })).toEqual([])
  expect((await alice.getConversationList()).data.isSyncCompleted).toBe(true)
})

test('a conversation with somebody new can be opened', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getConversationProfile('C2Cbob')

  expect(data.conversation).toMatchObject({
    conversationID: 'C2Cbob',
    type: 'C2C',
    unreadCount: 0,
    lastMessage: { lastTime: 0, messageForShow: '' },
    userProfile: { userID: 'bob', nick: 'nick of bob' },
  })
  expect(alice.getConversationProfile('GROUPx')).rejects.toMatchObject({ code: 2500 })
})

test('a message from somebody new brings the conversation with what the server knows of it', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  gateway.log.pinned.add('alice bob')
  const pinned = next(alice, 'onConversationListUpdated', ([first]) => first?.isPinned === true)

  gateway.text('bob', 'alice', 'hello')

  expect(await pinned).toMatchObject([
    { conversationID: 'C2Cbob', unreadCount: 1, lastMessage: { messageForShow: 'hello' } },
  ])
})

test('a conversation is one object for as long as it is listed', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const { conversation } = (await alice.getConversationProfile('C2Cbob')).data
  const updated = next(alice, 'onConversationListUpdated', ([first]) => first?.unreadCount === 2)

  gateway.text('bob', 'alice', 'again')

  expect((await updated)[0]).toBe(conversation)
})

test('reading sets unread to 0 at once and tells the peer and the other devices', async () => {
  await using gateway = new FakeGateway()
  await using bob = await signIn(gateway, 'bob')
  const { data } = await bob.sendMessage(textTo(bob, 'alice', 'hello'))
  await using phone = await signIn(gateway, 'alice')
  await using desk = await signIn(gateway, 'alice')
  const atBob = next(bob, 'onMessageReadByPeer')
  const atDesk = next(desk, 'onTotalUnreadMessageCountUpdated', (total) => total === 0)

  const reading = phone.setMessageRead({ conversationID: 'C2Cbob' })

  expect(phone.getTotalUnreadMessageCount()).toBe(0)
  expect(await reading).toEqual({ code: 0, data: { conversationID: 'C2Cbob' } })
  expect((await atBob)[0]).toBe(data.message)
  expect(data.message.isPeerRead).toBe(true)
  await atDesk
})

test('a reading that failed brings the unread back', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  gateway.fail('message.read', { code: 60008 })

  const failed = alice.setMessageRead({ conversationID: 'C2Cbob' })

  await expect(failed).rejects.toMatchObject({ code: 60008 })
  await next(alice, 'onConversationListUpdated', ([first]) => first?.unreadCount === 1)
  expect(alice.getTotalUnreadMessageCount()).toBe(1)
})

test('what the peer read while the connection was away is told', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const { data } = await alice.sendMessage(textTo(alice, 'bob', 'hello'))
  const read = next(alice, 'onMessageReadByPeer')

  gateway.cut('alice')
  gateway.log.readSeq.set('bob alice', 1)

  expect(await read).toEqual([data.message])
})

test('pinning moves a conversation up, here and on other devices', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'old')
  gateway.text('carol', 'alice', 'new')
  await using alice = await signIn(gateway, 'alice')

  const pinned = await alice.pinConversation({ conversationID: 'C2Cbob', isPinned: true })
  expect(pinned.data).toEqual({ conversationID: 'C2Cbob' })
  expect(await listed(alice)).toEqual(['C2Cbob', 'C2Ccarol'])
  const updated = next(alice, 'onConversationListUpdated', ([first]) => first?.isPinned === false)
  gateway.tell('alice', 'conversation.pinned', { conversationId: 'C2Cbob', pinned: false })

  expect((await updated).map(({ conversationID }) => conversationID)).toEqual([
    'C2Ccarol',
    'C2Cbob',
  ])
})

test('conversations are deleted by id and by list', async () => {
  await using gateway = new FakeGateway()
  for (const peer of ['bob', 'carol', 'dave']) gateway.text(peer, 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')

  const one = await alice.deleteConversation('C2Cbob')
  const more = await alice.deleteConversation({
    conversationIDList: ['C2Ccarol'],
    clearHistoryMessage: false,
  })

  expect(one.data).toEqual({ conversationID: 'C2Cbob' })
  expect(more.data).toEqual({
    successConversationIDList: ['C2Ccarol'],
    failureConversationIDList: [],
  })
  expect(gateway.asked('conversation.delete').map(({ params }) => params['clearHistory'])).toEqual([
    true,
    false,
  ])
  expect(await listed(alice)).toEqual(['C2Cdave'])
})

test('a conversation deleted on another device leaves the list', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const empty = next(alice, 'onConversationListUpdated', (list) => list.length === 0)

  gateway.tell('alice', 'conversation.deleted', {
    conversationIds: ['C2Cbob'],
    clearHistory: true,
  })

  expect(await empty).toEqual([])
})

test('a burst of messages is told in few lists', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  let lists = 0
  alice.on('onConversationListUpdated', () => {
    lists += 1
  })
  const total = next(alice, 'onTotalUnreadMessageCountUpdated', (count) => count === 200)

  for (let at = 0; at < 200; at += 1) gateway.text('bob', 'alice', String(at))
  await total

  expect(lists).toBeLessThan(50)
})

test('an answer that is older than a deletion does not bring the conversation back', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const asked = Promise.withResolvers<void>()
  gateway.answering = (method) => {
    if (method !== 'conversation.get') return
    const data = { conversationIds: ['C2Cbob'], clearHistory: false }
    // Ahead of the answer about it.
    gateway.tell('alice', 'conversation.deleted', data)
    asked.resolve()
  }
  gateway.text('bob', 'alice', 'hello')

  await asked.promise
  await alice.getMyProfile()

  expect(await listed(alice)).toEqual([])
})
