import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'
import type { ChatSDK } from '../chat.ts'

const groupName = 'work'

function groupLists(chat: ChatSDK): string[][] {
  const lists: string[][] = []
  chat.on('onConversationGroupListUpdated', ({ data }) => void lists.push(data))
  return lists
}

async function inGroup(chat: ChatSDK, name: string) {
  const { data } = await chat.getConversationList({ groupName: name })
  return data.conversationList.map(({ conversationID }) => conversationID)
}

test('a group is made, filled, renamed, emptied and deleted', async () => {
  await using gateway = new FakeGateway()
  for (const peer of ['bob', 'carol']) gateway.text(peer, 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  const lists = groupLists(alice)
  const created = next(alice, 'onConversationInGroupUpdated')

  const { data } = await alice.createConversationGroup({
    conversationIDList: ['C2Cbob', 'C2Cnobody'],
    groupName,
  })
  await alice.addConversationsToGroup({ conversationIDList: ['C2Ccarol'], groupName })
  expect(await inGroup(alice, groupName)).toEqual(['C2Ccarol', 'C2Cbob'])
  await alice.deleteConversationsFromGroup({ conversationIDList: ['C2Cbob'], groupName })
  const renamed = await alice.renameConversationGroup({ oldName: groupName, newName: 'home' })
  expect(await inGroup(alice, 'home')).toEqual(['C2Ccarol'])
  await alice.deleteConversationGroup('home')

  expect(data).toMatchObject({
    successConversationIDList: ['C2Cbob'],
    failureConversationIDList: [{ conversationID: 'C2Cnobody', code: 50001 }],
  })
  expect(await created).toMatchObject({
    groupName,
    conversationList: [{ conversationID: 'C2Cbob' }],
  })
  expect(renamed.data).toEqual({ oldName: groupName, newName: 'home' })
  expect(lists).toEqual([[groupName], ['home'], []])
  expect(await inGroup(alice, 'home')).toEqual([])
  expect((await alice.getConversationGroupList()).data).toEqual([])
})

test('a change that the server made is no failure where loading it again fails', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  gateway.fail('conversation.get', { code: 60008 })

  const { data } = await alice.createConversationGroup({
    conversationIDList: ['C2Cbob'],
    groupName,
  })

  expect(data.successConversationIDList).toEqual(['C2Cbob'])
})

test('a group that another device made without a conversation is told', async () => {
  await using gateway = new FakeGateway()
  await using alice = await signIn(gateway, 'alice')
  const told = next(alice, 'onConversationGroupListUpdated')
  const updated = next(alice, 'onConversationInGroupUpdated')

  const change = { groups: [groupName], name: groupName, added: [], removed: [] }
  gateway.tell('alice', 'conversationGroup.changed', change)
  await updated

  expect(await Promise.race([told, Promise.resolve('not told')])).toEqual([groupName])
})

test('filling an empty group of another device leaves the list of groups as it is', async () => {
  await using gateway = new FakeGateway()
  gateway.text('bob', 'alice', 'hello')
  await using alice = await signIn(gateway, 'alice')
  await alice.createConversationGroup({ conversationIDList: ['C2Cnobody'], groupName })
  const lists = groupLists(alice)
  const updated = next(alice, 'onConversationInGroupUpdated')

  gateway.contacts.set('alice', 'bob', { groups: [groupName] })
  const change = { groups: [groupName], name: groupName, added: ['C2Cbob'], removed: [] }
  gateway.tell('alice', 'conversationGroup.changed', change)

  expect((await updated).conversationList).toMatchObject([{ conversationID: 'C2Cbob' }])
  expect(lists).toEqual([])
})
