import { afterEach, beforeEach, expect, test } from 'bun:test'
import { closes } from '@yanshu/protocol/gateway/closes'
import { noticeTypes } from '@yanshu/protocol/gateway/group'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, type TestChat, testChat } from '../../test/sign-in.ts'
import { groupMessage, wireGroup } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'

let gateway: FakeGateway
let chat: TestChat

/** Every group is a live room, and has one message from before. */
beforeEach(() => {
  gateway = new FakeGateway()
  gateway.answers.set('group.join', ({ groupId, again }) => {
    const { self: _, ...group } = wireGroup(String(groupId), { type: 'AVChatRoom' })
    const before = groupMessage({ groupId: String(groupId), seq: 0, id: `of ${groupId}` })
    return { status: 'joined', group, recent: again ? [] : [before] }
  })
  gateway.answers.set('group.quit', () => ({}))
  chat = testChat(gateway)
})
afterEach(async () => {
  await chat[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
})

const joinsOf = () => gateway.asked('group.join').map(({ params }) => params)
const asks = async (method: string, times: number) => {
  while (gateway.asked(method).length < times) await Bun.sleep(2)
}
const say = (id: string) =>
  gateway.tell('', 'group.message', {
    message: groupMessage({ groupId: 'room', seq: 0, id, onlineOnly: true }),
  })
const idsHeard = () => {
  const ids: string[] = []
  chat.on('onMessageReceived', ({ data }) => ids.push(...data.map(({ ID }) => ID)))
  return ids
}

test('before the login a live room is joined by a visit, and heard', async () => {
  const ids = idsHeard()

  const { data } = await chat.joinGroup({ groupID: 'room' })
  const received = next(chat, 'onMessageReceived')
  say('now')
  await received

  expect(gateway.requests.map(({ method }) => method)).toEqual(['visit', 'group.join'])
  expect(gateway.asked('visit')[0]?.params).toEqual({ sdkAppId: 1 })
  expect(data).toMatchObject({
    status: TYPES.JOIN_STATUS_SUCCESS,
    group: { groupID: 'room', type: TYPES.GRP_AVCHATROOM, selfInfo: { userID: '', role: '' } },
  })
  expect(ids).toEqual(['of room', 'now'])
  expect([chat.isReady(), chat.getLoginUser()]).toEqual([false, ''])
})

test('another room is joined by the same connection, which is in one room at a time', async () => {
  await chat.joinGroup({ groupID: 'one' })
  await chat.joinGroup({ groupID: 'two' })

  expect(gateway.asked('visit')).toHaveLength(1)
  await expect(chat.quitGroup('one')).rejects.toMatchObject({ code: 2623 })
  expect((await chat.quitGroup('two')).data).toEqual({ groupID: 'two' })
  await expect(chat.quitGroup('two')).rejects.toMatchObject({ code: 2024 })
})

test('a visitor can do nothing else', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const toRoom = { to: 'room', conversationType: TYPES.CONV_GROUP, payload: { text: 'hi' } }
  const refused = [
    () => chat.sendMessage(chat.createTextMessage(toRoom)),
    () => chat.getMessageList({ conversationID: 'GROUProom' }),
    () => chat.getConversationList(),
    () => chat.getMyProfile(),
    () => chat.getGroupList(),
    () => chat.getGroupProfile({ groupID: 'room' }),
    () => chat.getGroupMemberList({ groupID: 'room' }),
    () => chat.getGroupOnlineMemberCount('room'),
    () => chat.getGroupAttributes({ groupID: 'room' }),
    () => chat.createGroup({ name: 'mine', type: TYPES.GRP_AVCHATROOM }),
    () => chat.getFriendList(),
  ]

  for (const ask of refused) await expect(ask()).rejects.toMatchObject({ code: 2024 })
  expect(gateway.requests).toHaveLength(2)
})

test('the login ends the visit, and the room is joined again with the account', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const ready = next(chat, 'sdkStateReady')
  await chat.login({ userID: 'alice', userSig: 'sig' })
  await ready
  const ids = idsHeard()

  say('to visitors')
  const toRoom = { to: 'room', conversationType: TYPES.CONV_GROUP, payload: { text: 'hi' } }
  gateway.answers.set('group.send', () => ({ id: 'x', seq: 0, time: 1 }))
  await chat.joinGroup({ groupID: 'room' })
  const { data } = await chat.sendMessage(chat.createTextMessage(toRoom))

  expect(joinsOf()).toEqual([{ groupId: 'room' }, { groupId: 'room' }])
  expect(data.message.status).toBe('success')
  expect(ids).toEqual(['of room'])
})

test('while a login is under way nobody is a visitor', async () => {
  gateway.fail('login', 'swallow')
  const login = chat.login({ userID: 'alice', userSig: 'sig' })

  await expect(chat.joinGroup({ groupID: 'room' })).rejects.toMatchObject({ code: 2024 })
  await chat.logout()

  await expect(login).rejects.toMatchObject({ code: 2024 })
  expect(gateway.asked('visit')).toEqual([])
})

test('a login while a room is being joined fails the joining', async () => {
  gateway.fail('group.join', 'swallow')
  const joining = chat.joinGroup({ groupID: 'room' })
  joining.catch(() => {})
  await asks('group.join', 1)

  await chat.login({ userID: 'alice', userSig: 'sig' })

  await expect(joining).rejects.toMatchObject({ code: 2024 })
})

test('logging out ends a visit', async () => {
  await chat.joinGroup({ groupID: 'room' })

  await chat.logout()

  await expect(chat.quitGroup('room')).rejects.toMatchObject({ code: 2024 })
  await chat.joinGroup({ groupID: 'room' })
  expect(gateway.asked('visit')).toHaveLength(2)
})

test.each([
  ['visit', 72_001, 2660],
  ['visit', -10_113, 2660],
  ['group.join', 10_007, 2662],
  ['group.join', 10_010, 10_010],
  ['group.join', -10_114, 2660],
] as const)('where %s answers %d, joining rejects with %d', async (method, code, rejected) => {
  gateway.fail(method, { code })

  await expect(chat.joinGroup({ groupID: 'room' })).rejects.toMatchObject({ code: rejected })

  // Nothing is left of it: the next try begins anew.
  expect((await chat.joinGroup({ groupID: 'room' })).code).toBe(0)
  expect(gateway.asked('visit')).toHaveLength(2)
})

test('a type that is none of a live room is refused here', async () => {
  const joining = chat.joinGroup({ groupID: 'room', type: TYPES.GRP_PUBLIC })

  await expect(joining).rejects.toMatchObject({ code: 2662 })
  await expect(chat.joinGroup({ groupID: '' })).rejects.toMatchObject({ code: 2602 })
  expect(gateway.requests).toEqual([])
})

test('native clients have no visitors', async () => {
  await using phone = testChat(gateway, { platform: 'iPhone' })

  await expect(phone.joinGroup({ groupID: 'room' })).rejects.toMatchObject({ code: 2024 })
})

test('a room that cannot be joined leaves the one before', async () => {
  await chat.joinGroup({ groupID: 'room' })
  gateway.fail('group.join', { code: 10_010 })
  await expect(chat.joinGroup({ groupID: 'none' })).rejects.toMatchObject({ code: 10_010 })
  const ids = idsHeard()
  const received = next(chat, 'onMessageReceived')

  say('still here')
  await received

  expect(ids).toEqual(['still here'])
  expect((await chat.quitGroup('room')).code).toBe(0)
})

test('after a lost connection the room is joined again', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const states: string[] = []
  chat.on('netStateChange', ({ data }) => states.push(data.state))

  gateway.cut('')
  await asks('group.join', 2)

  expect(joinsOf()[1]).toEqual({ groupId: 'room', again: true })
  expect(states).toEqual(['connecting', 'connected'])
})

test('a room that is being joined when the connection is lost takes the place of the one before', async () => {
  await chat.joinGroup({ groupID: 'one' })
  gateway.fail('group.join', 'dropBefore')

  const { data } = await chat.joinGroup({ groupID: 'two' })

  expect(data.group?.groupID).toBe('two')
  expect(joinsOf().map(({ groupId }) => groupId)).toEqual(['one', 'two', 'two'])
})

test('where that fails the one before is joined again', async () => {
  await chat.joinGroup({ groupID: 'one' })
  gateway.fail('group.join', 'dropBefore')
  gateway.fail('group.join', { code: 10_010 })

  await expect(chat.joinGroup({ groupID: 'two' })).rejects.toMatchObject({ code: 10_010 })
  await asks('group.join', 4)

  expect(joinsOf()[3]).toEqual({ groupId: 'one', again: true })
})

test('a room that refuses after a reconnection is left, and the app is told', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const told = next(chat, 'error')
  gateway.fail('group.join', { code: 10_010 })

  gateway.cut('')

  expect(await told).toMatchObject({ code: 10_010 })
  await expect(chat.quitGroup('room')).rejects.toMatchObject({ code: 2024 })
})

test('an app that takes visitors no longer ends the visit, and the app is told', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const told = next(chat, 'error')
  gateway.fail('visit', { code: 72_001 })

  gateway.close('', closes.appStopped.code)

  expect(await told).toMatchObject({ code: 72_001 })
  await expect(chat.quitGroup('room')).rejects.toMatchObject({ code: 2024 })
})

test('a server in trouble is asked again', async () => {
  await chat.joinGroup({ groupID: 'room' })
  gateway.fail('group.join', { code: -10_113 })

  gateway.cut('')
  await asks('group.join', 3)

  expect(gateway.asked('visit')).toHaveLength(3)
  expect((await chat.quitGroup('room')).code).toBe(0)
})

test('a connection that does not answer is replaced', async () => {
  gateway.heartbeatSeconds = 0.05
  gateway.fail('ping', 'swallow')

  await chat.joinGroup({ groupID: 'room' })
  await asks('visit', 2)

  expect(joinsOf()).toContainEqual({ groupId: 'room' })
})

test('a visit ends with its room', async () => {
  await chat.joinGroup({ groupID: 'room' })
  const noticed = next(chat, 'onMessageReceived')
  const notice = {
    id: 'n',
    type: noticeTypes.dismissed,
    groupId: 'room',
    groupName: 'room',
    groupType: 'AVChatRoom',
    operator: { userId: 'alice', nick: '', faceUrl: '' },
    time: 1,
  } as const

  gateway.tell('', 'group.notice', { notice })

  expect(await noticed).toMatchObject([{ type: TYPES.MSG_GRP_SYS_NOTICE }])
  await expect(chat.quitGroup('room')).rejects.toMatchObject({ code: 2024 })
})
