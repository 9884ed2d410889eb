import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { WireGroupMessage } from '@yanshu/protocol'
import {
  groupErrors,
  groupJoin,
  groupOnlineCount,
  groupQuit,
  groupSend,
  tipTypes,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text, wordsOf } from '../talk.ts'

describe.each(storages)('live rooms at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  const open: RawClient[] = []
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
  })
  afterAll(async () => {
    for (const client of open) client.close()
    await im[Symbol.asyncDispose]()
  })

  const connect = async (userId: string, to = app, platform: 'Web' | 'Windows' = 'Web') => {
    const client = await im.connect(to, userId, { platform })
    open.push(client)
    return client
  }
  const newRoom = (to = app) => seedGroup(im, to, { type: 'AVChatRoom', owner: 'alice' })
  const join = (client: RawClient, groupId: string) => client.call(groupJoin, { groupId })
  const say = (client: RawClient, groupId: string, random: number) =>
    client.call(groupSend, {
      groupId,
      random,
      clientTime: 1_700_000_000,
      body: text(`message ${random}`),
    })
  const nextMessage = async (client: RawClient): Promise<WireGroupMessage> =>
    (await client.next('group.message')).message
  /** The next tip of a room: what, who, and how many are there. */
  const nextTip = async (client: RawClient) => {
    const { tip } = await nextMessage(client)
    return [tip?.type, tip?.operator.userId, tip?.memberCount] as const
  }
  const countIn = async (client: RawClient, groupId: string) =>
    (await client.call(groupOnlineCount, { groupId })).count

  test('who comes and goes is told to who is there', async () => {
    const groupId = await newRoom()
    const [alice, bob] = [await connect('alice'), await connect('bob')]

    expect(await join(alice, groupId)).toMatchObject({ status: 'joined', recent: [] })
    expect(await nextTip(alice)).toEqual([tipTypes.join, 'alice', 1])
    await join(bob, groupId)
    expect(await nextTip(alice)).toEqual([tipTypes.join, 'bob', 2])
    expect(await nextTip(bob)).toEqual([tipTypes.join, 'bob', 2])
    expect(await join(bob, groupId)).toMatchObject({ status: 'already' })
    expect(await countIn(alice, groupId)).toBe(2)

    await bob.call(groupQuit, { groupId })
    expect(await nextTip(alice)).toEqual([tipTypes.quit, 'bob', 1])
    expect(await countIn(alice, groupId)).toBe(1)
    expect(await refusal(bob.call(groupQuit, { groupId }))).toBe(groupErrors.noPermission.code)
    expect(await refusal(bob.call(groupOnlineCount, { groupId }))).toBe(
      groupErrors.noPermission.code,
    )
  })

  test('messages reach who is in the room, from who is in it', async () => {
    const groupId = await newRoom()
    const [alice, bob, carol] = [
      await connect('alice'),
      await connect('bob'),
      await connect('carol'),
    ]
    await join(alice, groupId)
    await join(bob, groupId)
    for (const _ of numbers(2)) await nextMessage(alice)
    await nextMessage(bob)

    await say(bob, groupId, 1)
    expect(await nextMessage(alice)).toMatchObject({
      groupId,
      from: 'bob',
      seq: 0,
      body: text('message 1'),
    })
    expect(await refusal(say(carol, groupId, 2))).toBe(groupErrors.noPermission.code)
    await bob.call(groupQuit, { groupId })
    await nextMessage(alice)
    expect(await refusal(say(bob, groupId, 3))).toBe(groupErrors.noPermission.code)
    await say(alice, groupId, 4)
    await join(bob, groupId)
    expect(await nextTip(bob)).toEqual([tipTypes.join, 'bob', 2])
    expect([bob.events, carol.events]).toEqual([[], []])
  })

  test('a connection is in one room, an account in those of its connections', async () => {
    const [first, second] = [await newRoom(), await newRoom()]
    const [alice, bob, alsoBob] = [
      await connect('alice'),
      await connect('bob'),
      await connect('bob', app, 'Windows'),
    ]
    await join(alice, first)
    await join(bob, first)
    await join(alsoBob, first)
    for (const _ of numbers(2)) await nextMessage(alice)

    // The other connection of the account is still there.
    await join(bob, second)
    expect(await countIn(alice, first)).toBe(2)
    expect(await countIn(bob, second)).toBe(1)
    await join(alsoBob, second)
    expect(await nextTip(alice)).toEqual([tipTypes.quit, 'bob', 1])
    expect(await countIn(bob, second)).toBe(1)
    expect(alice.events).toEqual([])
  })

  test('who signs out leaves at once', async () => {
    const groupId = await newRoom()
    const [alice, bob] = [await connect('alice'), await connect('bob')]
    await join(alice, groupId)
    await join(bob, groupId)
    for (const _ of numbers(2)) await nextMessage(alice)

    bob.close()
    expect(await nextTip(alice)).toEqual([tipTypes.quit, 'bob', 1])
  })

  test('a lost connection has ten seconds to come back unnoticed', async () => {
    const groupId = await newRoom()
    const [alice, bob, carol] = [
      await connect('alice'),
      await connect('bob'),
      await connect('carol'),
    ]
    for (const client of [alice, bob, carol]) await join(client, groupId)
    for (const _ of numbers(3)) await nextMessage(alice)

    bob.terminate()
    carol.terminate()
    await Promise.all([bob.closed, carol.closed])
    const back = await connect('bob')
    const entry = await back.call(groupJoin, { groupId, again: true })
    clock.pass(11 * SECOND)

    expect(entry).toMatchObject({ status: 'joined', recent: [] })
    expect(await nextTip(alice)).toEqual([tipTypes.quit, 'carol', 2])
    await say(alice, groupId, 1)
    expect(await nextTip(back)).toEqual([tipTypes.quit, 'carol', 2])
    expect((await nextMessage(back)).body).toEqual(text('message 1'))
  })

  test('newcomers see the last messages where plan and setting say so', async () => {
    const own = await seedApp(im, 'alice', 'bob', 'carol')
    const groupId = await newRoom(own)
    const [alice, bob] = [await connect('alice', own), await connect('bob', own)]
    const recent = async (again?: true) => {
      const entry = await bob.call(groupJoin, { groupId, ...(again && { again }) })
      await bob.call(groupQuit, { groupId })
      return wordsOf(entry.recent ?? [])
    }
    await join(alice, groupId)
    for (const at of numbers(5)) await say(alice, groupId, at)

    expect(await recent()).toEqual([])
    await setConf(im, own, { LiveHistoryCount: 3 })
    const last = ['message 3', 'message 4', 'message 5']
    expect(await recent()).toEqual(last)
    expect(await recent(true)).toEqual([])
    await putOnPlan(im, own, 'standard')
    expect(await recent()).toEqual([])
    await putOnPlan(im, own, 'premium')
    expect(await recent()).toEqual(last)
    clock.pass(DAY)
    expect(await recent()).toEqual([])
  })

  test('who is banned stays out until the ban is over', async () => {
    const groupId = await newRoom()
    const bob = await connect('bob')
    await im.platform.store.db
      .insertInto('group_ban')
      .values({
        app_id: app.appId,
        group_id: groupId,
        account: 'bob',
        until: clock.now() + 60 * SECOND,
        description: '',
        created_at: clock.now(),
      })
      .execute()

    expect(await refusal(join(bob, groupId))).toBe(groupErrors.noPermission.code)
    clock.pass(61 * SECOND)
    expect(await join(bob, groupId)).toMatchObject({ status: 'joined' })
    expect(await refusal(join(bob, 'nothing'))).toBe(groupErrors.noGroup.code)
  })

  test('many who come at once are told with less than one tip each', async () => {
    const names = numbers(30).map((at) => `u${at}`)
    const own = await seedApp(im, 'alice', ...names)
    const groupId = await newRoom(own)
    const alice = await connect('alice', own)
    await join(alice, groupId)
    clock.pass(SECOND)
    const clients = await Promise.all(names.map((name) => connect(name, own)))

    await Promise.all(clients.map((client) => join(client, groupId)))
    clock.pass(SECOND)
    await (clients[0] as RawClient).call(groupQuit, { groupId })

    let tips = 0
    let count: number | undefined
    while (count !== 30) {
      const [type, , members] = await nextTip(alice)
      if (type === tipTypes.quit) count = members
      else tips += 1
    }
    // Its own, and twenty of a second.
    expect(tips).toBe(21)
  })
})
