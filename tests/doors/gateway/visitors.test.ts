import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountErrors,
  closes,
  gatewayErrors,
  groupErrors,
  groupJoin,
  groupOnlineCount,
  groupQuit,
  groupSend,
  login,
  methods,
  ping,
  sendBroadcastMsg,
  sendGroupMsg,
  tipTypes,
  visit,
} from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup } from '../group-talk.ts'
import { openRoom } from '../live-room.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

/** What a visitor may ask, with what its connection begins with. */
const OPEN = new Set(['group.join', 'group.quit', 'ping', 'login', 'visit'])

describe.each(storages)('visitors at the gateway on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const come = async (to = app, server = im) => {
    const visitor = await RawClient.connect(server.url)
    const result = await visitor.call(visit, { sdkAppId: to.appId })
    return Object.assign(visitor, { result })
  }
  const joined = async (groupId: string, to = app, server = im) => {
    const visitor = await come(to, server)
    await visitor.call(groupJoin, { groupId })
    return visitor
  }
  const say = (client: RawClient, groupId: string, words: string) =>
    client.call(groupSend, {
      groupId,
      random: words.length,
      clientTime: 1_700_000_000,
      body: text(words),
    })

  test('hear what members say and what is told of them, and nobody hears of visitors', async () => {
    const { GroupId: groupId, clients } = await openRoom(im, app, 'alice')
    const [alice] = clients
    if (!alice) throw new Error('alice is there')
    await alice.next('group.message')
    const visitor = await come()

    const answer = await visitor.call(groupJoin, { groupId })
    const bob = await im.connect(app, 'bob')
    await bob.call(groupJoin, { groupId })
    await say(alice, groupId, 'hello')

    expect(visitor.result).toEqual({ serverTime: clock.now(), heartbeatSeconds: 30 })
    expect(answer).toMatchObject({ status: 'joined', group: { groupId, type: 'AVChatRoom' } })
    expect(answer.group).not.toHaveProperty('self')
    expect((await visitor.next('group.message')).message).toMatchObject({
      tip: { type: tipTypes.join, operator: { userId: 'bob' }, memberCount: 2 },
    })
    expect((await visitor.next('group.message')).message).toMatchObject({
      from: 'alice',
      body: text('hello'),
    })
    expect((await alice.next('group.message')).message.tip?.operator.userId).toBe('bob')
    expect(await alice.call(groupOnlineCount, { groupId })).toEqual({ count: 2 })
    visitor.close()
    await visitor.closed
    expect(await alice.call(groupOnlineCount, { groupId })).toEqual({ count: 2 })
    expect(alice.events).toEqual([])
  })

  test('alone in a room hear what applications send, to it and to all rooms', async () => {
    const own = await seedApp(im, 'alice')
    await setConf(im, own, { LiveBroadcast: true })
    const groupId = await seedGroup(im, own, { type: 'AVChatRoom', owner: 'alice' })
    const visitor = await joined(groupId, own)
    const usersig = im.userSig(own, 'administrator', clock.seconds())
    const send = { ...inGroup(groupId, 1), From_Account: 'alice' }

    await im.rest(own, sendGroupMsg, send, { usersig })
    await im.rest(own, sendBroadcastMsg, { ...send, GroupId: undefined }, { usersig })

    expect((await visitor.next('group.message')).message).toMatchObject({ groupId, from: 'alice' })
    expect((await visitor.next('group.message')).message).toMatchObject({
      groupId,
      broadcast: true,
    })
  })

  test('get the messages from before, as many as members do, but not when they come back', async () => {
    const own = await seedApp(im, 'alice')
    await setConf(im, own, { LiveHistoryCount: 2 })
    const { GroupId: groupId, clients } = await openRoom(im, own, 'alice')
    for (const words of ['one', 'four', 'three']) await say(clients[0] as RawClient, groupId, words)
    const visitor = await come(own)

    const { recent } = await visitor.call(groupJoin, { groupId })
    await visitor.call(groupQuit, { groupId })
    const again = await visitor.call(groupJoin, { groupId, again: true })
    const twice = await visitor.call(groupJoin, { groupId })

    expect(recent?.map(({ body }) => body)).toEqual([text('four'), text('three')])
    expect([again.status, again.recent]).toEqual(['joined', []])
    expect(twice).toMatchObject({ status: 'already', group: { groupId } })
    expect(twice).not.toHaveProperty('recent')
  })

  test('are in one room at a time, and hear nothing of one that they left', async () => {
    const [first, second] = [await openRoom(im, app, 'alice'), await openRoom(im, app, 'bob')]
    const [alice, bob] = [first.clients[0] as RawClient, second.clients[0] as RawClient]
    const visitor = await joined(first.GroupId)

    await visitor.call(groupJoin, { groupId: second.GroupId })
    await say(alice, first.GroupId, 'nobody hears this')
    await say(bob, second.GroupId, 'you hear this')

    expect((await visitor.next('group.message')).message).toMatchObject({ from: 'bob' })
    expect(await refusal(visitor.call(groupQuit, { groupId: first.GroupId }))).toBe(
      groupErrors.noPermission.code,
    )
    await visitor.call(groupQuit, { groupId: second.GroupId })
    await say(bob, second.GroupId, 'nor this')
    await visitor.call(ping, {})
    expect(visitor.events).toEqual([])
  })

  test('are told that their room is dissolved, and are in none then', async () => {
    const { GroupId: groupId, clients } = await openRoom(im, app, 'alice')
    const visitor = await joined(groupId)

    await clients[0]?.request('group.dismiss', { groupId })

    expect((await visitor.next('group.notice')).notice).toMatchObject({
      groupId,
      operator: { userId: 'alice' },
    })
    expect(await refusal(visitor.call(groupJoin, { groupId }))).toBe(groupErrors.noGroup.code)
    expect(await refusal(visitor.call(groupQuit, { groupId }))).toBe(groupErrors.noPermission.code)
  })

  test.each(['Private', 'Public', 'ChatRoom', 'Community'] as const)(
    'do not join a %s group',
    async (type) => {
      await setConf(im, app, { Community: true })
      const groupId = await seedGroup(im, app, { type, owner: 'alice' })
      const visitor = await come()

      expect(await refusal(visitor.call(groupJoin, { groupId }))).toBe(
        groupErrors.noPermission.code,
      )
    },
  )

  test('are answered that a group is unknown, and which parameter is bad', async () => {
    const other = await seedApp(im, 'alice')
    const groupId = await seedGroup(im, other, { type: 'AVChatRoom', owner: 'alice' })
    const visitor = await come()

    expect(await refusal(visitor.call(groupJoin, { groupId }))).toBe(groupErrors.noGroup.code)
    expect(await refusal(visitor.request('group.join', {}))).toBe(gatewayErrors.badParameter.code)
  })

  test('can call nothing else', async () => {
    const { GroupId } = await openRoom(im, app, 'alice')
    const visitor = await joined(GroupId)

    for (const { name } of methods) {
      if (OPEN.has(name)) continue
      clock.pass(SECOND)
      expect([name, await refusal(visitor.request(name, {}))]).toEqual([
        name,
        gatewayErrors.notLoggedIn.code,
      ])
    }
    expect(await visitor.call(ping, {})).toEqual({ serverTime: clock.now(), behind: false })
  })

  test('sign in on a connection of their own, and members do not become visitors', async () => {
    const visitor = await come()
    const alice = await im.connect(app, 'alice', {
      userSig: im.userSig(app, 'alice', clock.seconds()),
    })
    const userSig = im.userSig(app, 'alice', clock.seconds())
    const signIn = { sdkAppId: app.appId, userId: 'alice', userSig }

    const refused = [
      await refusal(visitor.call(login, signIn)),
      await refusal(visitor.call(visit, { sdkAppId: app.appId })),
      await refusal(alice.call(visit, { sdkAppId: app.appId })),
    ]

    expect(refused).toEqual(refused.map(() => gatewayErrors.loggedInAlready.code))
    expect(await visitor.call(ping, {})).toMatchObject({ behind: false })
  })

  test('of an app that there is not, or with a bad parameter, are refused and closed', async () => {
    const [unknown, bad] = [await RawClient.connect(im.url), await RawClient.connect(im.url)]

    expect(await refusal(unknown.call(visit, { sdkAppId: 1_399_999_999 }))).toBe(
      accountErrors.noApp.code,
    )
    expect(await refusal(bad.request('visit', { sdkAppId: 'x' }))).toBe(
      gatewayErrors.badParameter.code,
    )
    expect([await unknown.closed, await bad.closed]).toEqual([closes.authFailed, closes.authFailed])
  })

  test('of a disabled app are sent away, and refused', async () => {
    const own = await seedApp(im, 'alice')
    const before = await come(own)

    await im.platform.im.apps.stop(own.appId)

    expect(await before.closed).toEqual(closes.appStopped)
    expect(await refusal(come(own))).toBe(gatewayErrors.appDisabled.code)
  })

  test('are sent away where the app switches them off, and come back where it switches them on', async () => {
    const own = await seedApp(im, 'alice')
    const groupId = await seedGroup(im, own, { type: 'AVChatRoom', owner: 'alice' })
    const before = await joined(groupId, own)

    await setConf(im, own, { LiveVisitors: false })

    expect(await before.closed).toEqual(closes.appStopped)
    expect(await refusal(come(own))).toBe(gatewayErrors.switchedOff.code)
    await setConf(im, own, { LiveVisitors: true })
    expect(await refusal(joined(groupId, own))).toBeUndefined()
  })

  test('ask five times a second, and ten times in a burst', async () => {
    const visitor = await come()

    const codes = await Promise.all(numbers(11).map(() => refusal(visitor.call(ping, {}))))

    expect(codes.slice(0, 10)).toEqual(numbers(10).map(() => undefined))
    expect(codes[10]).toBe(gatewayErrors.tooFast.code)
    clock.pass(SECOND)
    expect(await refusal(visitor.call(ping, {}))).toBeUndefined()
  })

  test('send small frames', async () => {
    const [fits, large] = [await come(), await come()]

    const small = fits.request('ping', { cursor: 'x', filler: 'x'.repeat(4000) })
    const closed = large.request('ping', { filler: 'x'.repeat(4096) })

    expect(await refusal(small)).toBeUndefined()
    expect(await refusal(closed)).toBe(closes.tooBig.code)
  })

  test('are closed where they are silent, or in no room for a minute', async () => {
    const { GroupId: groupId } = await openRoom(im, app, 'alice')
    const [silent, roomless, watching] = [
      await joined(groupId),
      await come(),
      await joined(groupId),
    ]
    clock.pass(59 * SECOND)
    await roomless.call(ping, {})
    await watching.call(ping, {})

    clock.pass(SECOND)

    expect([await silent.closed, await roomless.closed]).toEqual([closes.idle, closes.idle])
    expect(await refusal(watching.call(ping, {}))).toBeUndefined()
  })

  test('are as many of an app as the operator says, and their places come free', async () => {
    await using own = await start({ visitors: { perApp: 2, perAddress: 10 } })
    const [one, other] = [await seedApp(own, 'alice'), await seedApp(own, 'alice')]
    const first = await come(one, own)
    await come(one, own)

    expect(await refusal(come(one, own))).toBe(gatewayErrors.overload.code)
    expect(await refusal(come(other, own))).toBeUndefined()
    first.close()
    await first.closed
    // The server hears of the close before it hears of the next connection.
    expect(await refusal(come(one, own))).toBeUndefined()
  })

  test('are as many from an address as the operator says, two that come at once too', async () => {
    await using own = await start({ visitors: { perApp: 10, perAddress: 1 } })
    const one = await seedApp(own, 'alice')

    const both = await Promise.all([refusal(come(one, own)), refusal(come(one, own))])

    expect(both.toSorted()).toEqual([gatewayErrors.tooFast.code, undefined])
    expect(await refusal(own.connect(one, 'alice'))).toBeUndefined()
  })

  test('ask storage twenty times a second for rooms that there are not', async () => {
    await using own = await start({}, { now: createMovingClock().now })
    const one = await seedApp(own, 'alice')
    const visitors = await Promise.all(numbers(3).map(() => come(one, own)))

    const codes = await Promise.all(
      visitors.flatMap((visitor, at) =>
        numbers(9).map((n) => refusal(visitor.call(groupJoin, { groupId: `none-${at}-${n}` }))),
      ),
    )

    const counted = (code: number) => codes.filter((each) => each === code).length
    expect(counted(groupErrors.noGroup.code)).toBe(20)
    expect(counted(gatewayErrors.tooFast.code)).toBe(7)
  })
})
