import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  gatewayErrors,
  groupErrors,
  groupHistory,
  groupModify,
  groupRecall,
  groupSend,
  messageErrors,
  sync,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { settled, toGroup } from '../group-talk.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { text } from '../talk.ts'

describe.each(storages)('messages of groups that change on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'ada', 'bob', 'carol', 'dave')
    const groupId = await seedGroup(im, app, {
      owner: 'alice',
      admins: ['ada'],
      members: ['bob', 'carol'],
      ...seed,
    })
    const connect = (name: string) => im.connect(app, name)
    const [alice, ada, bob, carol] = [
      await connect('alice'),
      await connect('ada'),
      await connect('bob'),
      await connect('carol'),
    ]
    const say = (client: RawClient, random: number) =>
      client.call(groupSend, toGroup(groupId, random))
    const recall = (client: RawClient, seq: number) =>
      refusal(client.call(groupRecall, { groupId, seq, reason: 'oops' }))
    return { app, groupId, alice, ada, bob, carol, say, recall }
  }

  test('a sender recalls within the window; the caller’s own connection is not told', async () => {
    const { app, groupId, bob, carol, say, recall } = await group()
    await say(bob, 1)
    clock.pass(2 * MINUTE)
    expect(await recall(bob, 1)).toBeUndefined()

    expect(await carol.next('group.messageRecalled')).toMatchObject({
      groupId,
      messages: [{ seq: 1, body: [], revoked: { by: 'bob', reason: 'oops' } }],
    })
    await settled(bob)
    expect(bob.events).toEqual([])
    expect(await recall(bob, 1)).toBe(groupErrors.recallRefused.code)
    expect(await recall(bob, 9)).toBe(groupErrors.recallUnknown.code)
    await say(bob, 2)
    clock.pass(2 * MINUTE + 1)
    expect(await recall(bob, 2)).toBe(groupErrors.recallLate.code)
    await setConf(im, app, { GroupRecall: false })
    expect(await recall(bob, 2)).toBe(groupErrors.recallDisabled.code)
  })

  test('owner and administrators recall what lower roles wrote, at any time', async () => {
    const { alice, ada, bob, carol, say, recall } = await group()
    await say(alice, 1)
    await say(ada, 2)
    await say(bob, 3)
    await say(bob, 4)
    clock.pass(60 * MINUTE)

    const denied = groupErrors.noPermission.code
    expect(await recall(carol, 3)).toBe(denied)
    expect(await recall(ada, 1)).toBe(denied)
    expect(await recall(bob, 2)).toBe(denied)
    expect(await recall(ada, 3)).toBeUndefined()
    expect(await recall(alice, 2)).toBeUndefined()
    expect(await recall(alice, 4)).toBeUndefined()
  })

  test('a recalled targeted message is told to those who had it', async () => {
    const { groupId, alice, bob, carol, recall } = await group()
    await alice.call(groupSend, { ...toGroup(groupId, 1), receivers: ['bob'] })

    expect(await recall(carol, 1)).toBe(groupErrors.recallUnknown.code)
    expect(await recall(alice, 1)).toBeUndefined()

    expect(await bob.next('group.messageRecalled')).toMatchObject({ messages: [{ seq: 1 }] })
    await settled(carol)
    expect(carol.events).toEqual([])
  })

  test('any member modifies, whoever is first', async () => {
    const { groupId, alice, bob, carol, say } = await group()
    await say(alice, 1)
    const modify = (client: RawClient, more: object) =>
      client.call(groupModify, { groupId, seq: 1, version: 0, body: text('new'), ...more })

    expect(await modify(bob, {})).toMatchObject({
      conflict: false,
      message: { seq: 1, version: 1, body: text('new') },
    })
    expect(await modify(carol, { body: text('other') })).toMatchObject({
      conflict: true,
      message: { version: 1, body: text('new') },
    })
    expect(await alice.next('group.messageModified')).toMatchObject({
      message: { seq: 1, version: 1, body: text('new'), from: 'alice' },
    })
    await settled(bob)
    expect(bob.events.map(({ event }) => event)).toEqual(['group.message'])
    const { messages } = await carol.call(groupHistory, { groupId })
    expect(messages).toMatchObject([{ version: 1, body: text('new') }])
    expect(await refusal(modify(bob, { seq: 9 }))).toBe(messageErrors.modifyUnknown.code)
    expect(await refusal(modify(bob, { body: undefined }))).toBe(gatewayErrors.badParameter.code)
    const long = { version: 1, body: text('x'.repeat(13_000)) }
    expect(await refusal(modify(bob, long))).toBe(groupErrors.messageTooLong.code)
  })

  test('what changed is told after a reconnection', async () => {
    const { groupId, alice, bob, carol, say, recall } = await group()
    await say(alice, 1)
    await say(alice, 2)
    const { cursor } = await bob.call(sync, { cursor: bob.login.cursor })
    clock.pass(SECOND)
    await carol.call(groupModify, { groupId, seq: 1, version: 0, body: text('new') })
    clock.pass(SECOND)
    await recall(alice, 2)

    const { groupChanged, groupMessages, cursor: next } = await bob.call(sync, { cursor })

    expect(groupMessages).toBeUndefined()
    expect(groupChanged).toMatchObject([
      { groupId, seq: 1, version: 1 },
      { groupId, seq: 2, revoked: { by: 'alice' } },
    ])
    clock.pass(SECOND)
    const later = await bob.call(sync, { cursor: next })
    expect((await bob.call(sync, { cursor: later.cursor })).groupChanged).toBeUndefined()
  })

  test('nothing of a live room is modified', async () => {
    const { app, alice } = await group()
    const room = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })

    const modify = { groupId: room, seq: 1, version: 0, body: text('new') }
    expect(await refusal(alice.call(groupModify, modify))).toBe(groupErrors.noPermission.code)
  })
})
