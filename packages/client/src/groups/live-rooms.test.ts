import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn, testChat } from '../../test/sign-in.ts'
import { groupMessage, wireGroup } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'

/** A gateway whose groups are all live rooms. */
function liveGateway(): FakeGateway {
  const gateway = new FakeGateway()
  const room = (id: unknown) => wireGroup(String(id), { type: 'AVChatRoom' })
  gateway.answers.set('group.join', ({ groupId }) => ({ status: 'joined', group: room(groupId) }))
  gateway.answers.set('group.create', ({ groupId }) => ({ group: room(groupId), overLimit: [] }))
  gateway.answers.set('group.quit', () => ({}))
  gateway.answers.set('group.send', () => ({ id: 'x', seq: 0, time: 1 }))
  return gateway
}

test('a live room is in no list, and joining another leaves it', async () => {
  await using gateway = liveGateway()
  await using alice = await signIn(gateway, 'alice')

  await alice.joinGroup({ groupID: 'one' })
  await alice.joinGroup({ groupID: 'two' })

  expect((await alice.getGroupList()).data.groupList).toEqual([])
  expect(gateway.asked('group.quit').map(({ params }) => params)).toEqual([{ groupId: 'one' }])
})

test('an app may be in several live rooms', async () => {
  await using gateway = liveGateway()
  await using alice = testChat(gateway, { unlimitedAVChatRoom: true })
  const ready = next(alice, 'sdkStateReady')
  await alice.login({ userID: 'alice', userSig: 'sig' })
  await ready

  await alice.joinGroup({ groupID: 'one' })
  await alice.joinGroup({ groupID: 'two' })

  expect(gateway.asked('group.quit')).toEqual([])
})

test('the next connection joins again, and a room that refuses is left', async () => {
  await using gateway = liveGateway()
  await using alice = await signIn(gateway, 'alice')
  await alice.joinGroup({ groupID: 'room' })

  gateway.cut('alice')
  await next(alice, 'netStateChange', ({ state }) => state === 'connected')
  while (gateway.asked('group.join').length < 2) await Bun.sleep(5)

  expect(gateway.asked('group.join')[1]?.params).toEqual({ groupId: 'room', again: true })
  gateway.fail('group.join', { code: 10_010 })
  gateway.cut('alice')
  while (gateway.asked('group.list').length < 3) await Bun.sleep(5)
  const options = { to: 'room', conversationType: TYPES.CONV_GROUP, payload: { text: 'hi' } }
  const late = alice.sendMessage(alice.createTextMessage(options))
  await expect(late).rejects.toMatchObject({ code: 2101 })
})

test('who has not joined a room that was made cannot write in it', async () => {
  await using gateway = liveGateway()
  await using alice = await signIn(gateway, 'alice')
  await alice.createGroup({ name: 'x', type: TYPES.GRP_AVCHATROOM, groupID: 'room' })
  const options = { to: 'room', conversationType: TYPES.CONV_GROUP, payload: { text: 'hi' } }

  const early = alice.sendMessage(alice.createTextMessage(options))
  await expect(early).rejects.toMatchObject({ code: 2101 })
  await alice.joinGroup({ groupID: 'room' })
  const { data } = await alice.sendMessage(alice.createTextMessage(options))

  expect(data.message).toMatchObject({ status: 'success', sequence: 0 })
  await expect(alice.modifyMessage(data.message)).rejects.toMatchObject({ code: 2481 })
})

test('messages of a room come once and make no conversation', async () => {
  await using gateway = liveGateway()
  const recent = [groupMessage({ groupId: 'room', seq: 0, id: 'before' })]
  const group = wireGroup('room', { type: 'AVChatRoom' })
  gateway.answers.set('group.join', () => ({ status: 'joined', group, recent }))
  await using alice = await signIn(gateway, 'alice')
  const ids: string[] = []
  alice.on('onMessageReceived', ({ data }) => ids.push(...data.map(({ ID }) => ID)))

  await alice.joinGroup({ groupID: 'room' })
  const message = groupMessage({ groupId: 'room', seq: 0, id: 'after', onlineOnly: true })
  const received = next(alice, 'onMessageReceived')
  gateway.tell('alice', 'group.message', { message })
  gateway.tell('alice', 'group.message', { message })
  await received
  await alice.getMyProfile()

  expect(ids).toEqual(['before', 'after'])
  expect((await alice.getConversationList()).data.conversationList).toEqual([])
  const { data } = await alice.getMessageList({ conversationID: 'GROUProom' })
  expect(data).toEqual({ messageList: [], nextReqMessageID: '', isCompleted: true })
})
