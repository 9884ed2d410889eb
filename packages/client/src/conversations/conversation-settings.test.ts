import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'
import type { ChatSDK } from '../chat.ts'

const refusal = (call: Promise<unknown>) => call.catch((error: unknown) => error)

async function bobOf(chat: ChatSDK) {
  const { data } = await chat.getConversationProfile('C2Cbob')
  return data.conversation
}

test('what is set on a conversation comes with it', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  const settings = { markList: [1, 2 ** 63], customData: 'kept', groups: ['work'] }
  gateway.contacts.set('alice', 'bob', { ...settings, remindType: 'AcceptNotNotify' })
  await using alice = await signIn(gateway, 'alice')

  expect(await bobOf(alice)).toMatchObject({
    markList: [1, 2 ** 63],
    customData: 'kept',
    conversationGroupList: ['work'],
    messageRemindType: 'AcceptNotNotify',
  })
  expect(alice.getTotalUnreadMessageCount()).toBe(0)
})

test('a mark above 32 bits shows as soon as it is set, and goes again', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const conversationIDList = ['C2Cbob', 'C2Cnobody']
  const markType = 2 ** 33

  const { data } = await alice.markConversation({ conversationIDList, markType, enableMark: true })
  const marked = (await alice.getConversationList({ markType })).data.conversationList
  const once = [...(await bobOf(alice)).markList]
  await alice.markConversation({ conversationIDList, markType, enableMark: false })

  expect(data).toEqual({
    successConversationIDList: ['C2Cbob'],
    failureConversationIDList: [
      { conversationID: 'C2Cnobody', code: 50001, message: expect.any(String) },
    ],
  })
  expect(marked.map(({ conversationID }) => conversationID)).toEqual(['C2Cbob'])
  expect(once).toEqual([markType])
  expect((await bobOf(alice)).markList).toEqual([])
})

test('custom data shows as soon as it is set, and an empty text clears it', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const conversationIDList = ['C2Cbob']

  await alice.setConversationCustomData({ conversationIDList, customData: 'kept' })
  expect((await bobOf(alice)).customData).toBe('kept')
  await alice.setConversationCustomData({ conversationIDList, customData: '' })

  expect((await bobOf(alice)).customData).toBe('')
})

test('muting takes a conversation out of the total at once', async () => {
  await using gateway = new FakeGateway()
  for (const peer of ['bob', 'carol']) gateway.text(peer, 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.setMessageRemindType({
    userIDList: ['bob', 'nobody'],
    messageRemindType: 'AcceptNotNotify',
  })

  expect(alice.getTotalUnreadMessageCount()).toBe(1)
  expect(data).toEqual({
    successUserIDList: [{ userID: 'bob' }],
    failureUserIDList: [{ userID: 'nobody', code: 50001, message: expect.any(String) }],
  })
})

test('a remind type nobody knows is a bad parameter', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')

  const unknown = await refusal(
    alice.setMessageRemindType({ userIDList: ['bob'], messageRemindType: 'Loud' }),
  )

  expect(unknown).toMatchObject({ code: 2503 })
  expect(gateway.asked('conversation.remind')).toEqual([])
})

test.each(['readAllC2CMessage', 'readAllMessage', undefined])(
  'scope %p reads all',
  async (scope) => {
    await using gateway = new FakeGateway()
    for (const peer of ['bob', 'carol']) gateway.text(peer, 'alice', 'hello')
    await using alice = await signIn(gateway, 'alice')
    await using desk = await signIn(gateway, 'alice')
    const atDesk = next(desk, 'onTotalUnreadMessageCountUpdated', (total) => total === 0)

    await alice.setAllMessageRead(scope === undefined ? undefined : { scope })

    expect(alice.getTotalUnreadMessageCount()).toBe(0)
    expect(await atDesk).toBe(0)
  },
)

test('reading all messages of groups leaves one-to-one conversations unread', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')

  await alice.setAllMessageRead({ scope: 'readAllGroupMessage' })

  expect(alice.getTotalUnreadMessageCount()).toBe(1)
  expect(gateway.asked('conversation.readAll')[0]?.params).toEqual({ scope: 'group' })
  await expect(alice.setAllMessageRead({ scope: 'x' })).rejects.toMatchObject({ code: 2503 })
})

test('a message that comes while everything is being read stays unread', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const received = next(alice, 'onMessageReceived')
  gateway.answering = (method) => {
    if (method === 'conversation.readAll') gateway.text('bob', 'alice', 'again')
  }

  await alice.setAllMessageRead()
  await received

  expect(alice.getTotalUnreadMessageCount()).toBe(1)
})

test('a draft stays on its device and outlives what comes after it', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const shown = next(
    alice,
    'onConversationListUpdated',
    ([first]) => first?.draftText === 'not yet',
  )

  await alice.setConversationDraft({ conversationID: 'C2Cbob', draftText: 'not yet' })
  await shown
  const updated = next(alice, 'onConversationListUpdated', ([first]) => first?.unreadCount === 2)
  gateway.text('bob', 'alice', 'again')

  expect((await updated)[0]?.draftText).toBe('not yet')
  const told = gateway.requests.filter(({ params }) => JSON.stringify(params).includes('not yet'))
  expect(told).toEqual([])
})

test('settings of another device show here', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const muted = next(alice, 'onTotalUnreadMessageCountUpdated', (total) => total === 0)

  gateway.contacts.set('alice', 'bob', { remindType: 'Discard' })
  gateway.tell('alice', 'conversation.changed', {
    conversations: [{ conversationId: 'C2Cbob', remindType: 'Discard' }],
  })
  await muted

  expect((await bobOf(alice)).messageRemindType).toBe('Discard')
})

test('do-not-disturb of the account is set, read and told', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const here = next(alice, 'onAllReceiveMessageOptUpdated')
  const option = { messageRemindType: 'AcceptNotNotify', startHour: 22, duration: 60 }

  const { data } = await alice.setAllReceiveMessageOpt(option)
  const discard = await refusal(alice.setAllReceiveMessageOpt({ messageRemindType: 'Discard' }))

  expect(await here).toEqual(option)
  expect(data).toEqual(option)
  expect((await alice.getAllReceiveMessageOpt()).data).toEqual(option)
  expect(discard).toMatchObject({ code: 2503 })
})

test('conversations that the server does not keep are refused before anything is asked', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const conversationIDList = ['C2Cbob', '@TIM#SYSTEM']

  const refusals = [
    alice.markConversation({ conversationIDList, markType: 1, enableMark: true }),
    alice.setConversationCustomData({ conversationIDList, customData: '' }),
    alice.setConversationDraft({ conversationID: '@TIM#SYSTEM', draftText: '' }),
    alice.clearHistoryMessage('@TIM#SYSTEM'),
    alice.createConversationGroup({ conversationIDList, groupName: 'work' }),
  ].map(refusal)

  for (const each of refusals) expect(await each).toMatchObject({ code: 2500 })
})
