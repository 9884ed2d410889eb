import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  clearGroupMsg,
  gatewayErrors,
  groupClearHistory,
  groupDeleteMessages,
  groupErrors,
  groupHistory,
  groupRead,
  groupSend,
  modifyGroupMemberInfo,
  portraitSet,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { toGroup } from '../group-talk.ts'
import { createMovingClock, DAY, MINUTE, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, wordsOf } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('the history of groups on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob', 'dave')
    const groupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob'],
      createdAt: clock.now(),
      ...seed,
    })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    return { app, groupId, alice, bob }
  }

  /** Sends so many messages, one a second. */
  async function say(client: RawClient, groupId: string, count: number, from = 1) {
    for (const n of numbers(count)) {
      clock.pass(SECOND)
      await client.call(groupSend, toGroup(groupId, from + n - 1))
    }
  }

  const seqsOf = async (client: RawClient, groupId: string, more: object = {}) => {
    const { messages } = await client.call(groupHistory, { groupId, limit: 100, ...more })
    return messages.map(({ seq }) => seq)
  }

  test('is read in pages, backwards and forwards', async () => {
    const { groupId, alice, bob } = await group()
    await say(alice, groupId, 7)

    const newest = await bob.call(groupHistory, { groupId, limit: 3 })
    const before = await bob.call(groupHistory, { groupId, beforeSeq: 5, limit: 3 })
    const first = await bob.call(groupHistory, { groupId, beforeSeq: 2, limit: 3 })
    const after = await bob.call(groupHistory, { groupId, afterSeq: 4, limit: 3 })

    expect(wordsOf(newest.messages)).toEqual(['message 5', 'message 6', 'message 7'])
    expect([newest.complete, before.complete, first.complete, after.complete]).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(before.messages.map(({ seq }) => seq)).toEqual([2, 3, 4])
    expect(first.messages.map(({ seq }) => seq)).toEqual([1])
    expect(after.messages.map(({ seq }) => seq)).toEqual([5, 6, 7])
    const both = bob.call(groupHistory, { groupId, beforeSeq: 5, afterSeq: 1 })
    expect(await refusal(both)).toBe(gatewayErrors.badParameter.code)
  })

  test('shows senders as they are now', async () => {
    const { app, groupId, alice, bob } = await group()
    await say(alice, groupId, 1)
    await im.rest(app, portraitSet, {
      From_Account: 'alice',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Alice' }],
    })
    await im.rest(app, modifyGroupMemberInfo, {
      GroupId: groupId,
      Member_Account: 'alice',
      NameCard: 'the first',
    })

    const { messages } = await bob.call(groupHistory, { groupId })

    expect(messages.find(({ from }) => from === 'alice')).toMatchObject({
      nick: 'Alice',
      nameCard: 'the first',
    })
  })

  test('hides what was said to others', async () => {
    const { groupId, alice, bob } = await group({ members: ['bob', 'dave'] })
    await alice.call(groupSend, { ...toGroup(groupId, 1), receivers: ['bob'] })
    await alice.call(groupSend, { ...toGroup(groupId, 2), receivers: ['dave'] })

    expect(await seqsOf(bob, groupId)).toEqual([1])
    expect(await seqsOf(alice, groupId)).toEqual([1, 2])
  })

  test('begins where a member joined, unless app, type or group say otherwise', async () => {
    const { app, groupId, alice } = await group()
    const { db } = im.platform.store
    const meeting = await seedGroup(im, app, { type: 'ChatRoom', owner: 'alice' })
    for (const id of [groupId, meeting]) await say(alice, id, 2)
    clock.pass(SECOND)
    for (const id of [groupId, meeting]) {
      await db
        .insertInto('group_member')
        .values({
          app_id: app.appId,
          group_id: id,
          account: 'dave',
          role: 'Member',
          joined_at: clock.now(),
          custom: '',
        })
        .execute()
    }
    for (const id of [groupId, meeting]) await say(alice, id, 1, 3)
    const dave = await im.connect(app, 'dave')
    const bySeq = (seq: number) => seqsOf(dave, groupId, { afterSeq: seq })

    expect(await seqsOf(dave, groupId)).toEqual([3])
    expect(await bySeq(0)).toEqual([3])
    expect(await seqsOf(dave, meeting)).toEqual([1, 2, 3])
    expect(await seqsOf(alice, groupId)).toEqual([1, 2, 3])
    await setConf(im, app, { HistoryBeforeJoin: { Public: true, ChatRoom: false } })
    clock.pass(10 * MINUTE)
    expect(await seqsOf(dave, groupId)).toEqual([1, 2, 3])
    expect(await seqsOf(dave, meeting)).toEqual([3])
  })

  test('ends where the app keeps nothing any more', async () => {
    const { app, groupId, alice, bob } = await group()
    await say(alice, groupId, 2)
    clock.pass(DAY * 6)
    await say(alice, groupId, 1, 3)
    await setConf(im, app, { HistoryDays: 7 })
    clock.pass(DAY * 2)

    expect(await seqsOf(bob, groupId)).toEqual([3])
    expect(await seqsOf(bob, groupId, { afterSeq: 0 })).toEqual([3])
  })

  test('single messages and all of it go from the own view alone', async () => {
    const { groupId, alice, bob } = await group()
    await say(alice, groupId, 5)

    await bob.call(groupDeleteMessages, { groupId, seqs: [2, 4, 99] })
    await bob.call(groupDeleteMessages, { groupId, seqs: [2] })
    expect(await seqsOf(bob, groupId)).toEqual([1, 3, 5])
    await bob.call(groupClearHistory, { groupId })
    await say(alice, groupId, 1, 6)
    expect(await seqsOf(bob, groupId)).toEqual([6])
    expect(await seqsOf(alice, groupId)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('clearing is told to the other connections', async () => {
    const { app, groupId, alice, bob } = await group()
    const other = await im.connect(app, 'bob', { platform: 'Android' })
    await say(alice, groupId, 1)

    await bob.call(groupClearHistory, { groupId })

    expect(await other.next('conversation.cleared')).toEqual({ conversationId: `GROUP${groupId}` })
  })

  test('clear_group_msg hides messages from clients', async () => {
    const { app, groupId, alice, bob } = await group()
    await say(alice, groupId, 5)

    await im.rest(app, clearGroupMsg, { GroupId: groupId, MsgSeq: 3 })
    expect(await seqsOf(bob, groupId)).toEqual([4, 5])
    await im.rest(app, clearGroupMsg, { GroupId: groupId })
    await say(alice, groupId, 1, 6)
    expect(await seqsOf(bob, groupId)).toEqual([6])
  })

  test('of a topic is a history of its own', async () => {
    const { app, groupId, alice, bob } = await group({
      type: 'Community',
      columns: { support_topic: 1 },
    })
    const topicId = await seedTopic(im, app, groupId)
    await say(alice, topicId, 3)

    expect(await seqsOf(bob, topicId)).toEqual([1, 2, 3])
    await bob.call(groupDeleteMessages, { groupId: topicId, seqs: [2] })
    expect(await seqsOf(bob, topicId)).toEqual([1, 3])
    expect(await bob.call(groupRead, { groupId: topicId, seq: 2 })).toEqual({ readSeq: 2 })
    expect(await bob.call(groupRead, { groupId: topicId, seq: 1 })).toEqual({ readSeq: 2 })
    await bob.call(groupClearHistory, { groupId: topicId })
    expect(await seqsOf(bob, topicId)).toEqual([])
    expect(await bob.call(groupRead, { groupId: topicId })).toEqual({ readSeq: 3 })
  })

  test('is for members, and live rooms have none', async () => {
    const { app, groupId, alice } = await group()
    const dave = await im.connect(app, 'dave')
    const room = await seedGroup(im, app, { type: 'AVChatRoom' })

    expect(await refusal(dave.call(groupHistory, { groupId }))).toBe(groupErrors.noPermission.code)
    expect(await refusal(dave.call(groupRead, { groupId }))).toBe(groupErrors.noPermission.code)
    expect(await refusal(alice.call(groupHistory, { groupId: room }))).toBe(
      groupErrors.noHistory.code,
    )
    expect(await refusal(alice.call(groupDeleteMessages, { groupId: room, seqs: [1] }))).toBe(
      groupErrors.deleteType.code,
    )
  })

  test('reading moves forward, to the end at most, and the other connections are told', async () => {
    const { app, groupId, alice, bob } = await group()
    const other = await im.connect(app, 'bob', { platform: 'Android' })
    await say(alice, groupId, 3)

    expect(await bob.call(groupRead, { groupId, seq: 2 })).toEqual({ readSeq: 2 })
    expect(await bob.call(groupRead, { groupId, seq: 1 })).toEqual({ readSeq: 2 })
    expect(await bob.call(groupRead, { groupId, seq: 99 })).toEqual({ readSeq: 3 })
    await say(alice, groupId, 1, 4)
    expect(await bob.call(groupRead, { groupId })).toEqual({ readSeq: 4 })
    const told = [
      await other.next('group.read'),
      await other.next('group.read'),
      await other.next('group.read'),
    ]
    expect(told).toEqual([2, 3, 4].map((readSeq) => ({ groupId, readSeq })))
  })
})
