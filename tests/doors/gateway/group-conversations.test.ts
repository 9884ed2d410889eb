import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  AT_ALL,
  conversationCustomData,
  conversationDelete,
  conversationGet,
  conversationGroupCreate,
  conversationList,
  conversationMark,
  conversationPin,
  conversationReadAll,
  groupClearHistory,
  groupErrors,
  groupHistory,
  groupRead,
  groupSend,
  importGroupMsg,
  recentErrors,
  sendMsg,
  setUnreadMsgNum,
  unreadTotal,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { toGroup } from '../group-talk.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('conversations of groups on $name', ({ start }) => {
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
      createdAt: clock.now() - DAY,
      ...seed,
    })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    return { app, groupId, alice, bob }
  }

  async function say(client: RawClient, groupId: string, count: number, from = 1) {
    for (const n of numbers(count)) {
      clock.pass(SECOND)
      await client.call(groupSend, toGroup(groupId, from + n - 1))
    }
  }

  const list = (client: RawClient) => client.call(conversationList, {})
  const idsOf = async (client: RawClient) =>
    (await list(client)).conversations.map(({ conversationId }) => conversationId)
  const unreadOf = async (client: RawClient, groupId: string) => {
    const conversationIds = [`GROUP${groupId}`]
    const { conversations } = await client.call(conversationGet, { conversationIds })
    return conversations[0]?.unread
  }

  test('a row tells the group, its last message and what is unread', async () => {
    const { groupId, alice, bob } = await group()
    await say(alice, groupId, 2)

    expect(await list(bob)).toEqual({
      conversations: [
        {
          conversationId: `GROUP${groupId}`,
          userId: '',
          nick: `name of ${groupId}`,
          faceUrl: '',
          unread: 2,
          pinned: false,
          lastSeq: 2,
          time: clock.now(),
          peerReadSeq: 0,
          readSeq: 0,
          group: {
            groupId,
            type: 'Public',
            lastMessage: expect.objectContaining({ seq: 2, from: 'alice', groupId }),
            mentions: [],
          },
        },
      ],
      complete: true,
      totalUnread: 2,
    })
    expect((await list(alice)).totalUnread).toBe(0)
  })

  test('stand among those with accounts, by time', async () => {
    const { app, groupId, alice, bob } = await group()
    const second = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const empty = await seedGroup(im, app, { owner: 'bob' })
    const waiting = await seedGroup(im, app, { owner: 'bob', columns: { active: 0 } })
    await say(alice, groupId, 1)
    clock.pass(SECOND)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await say(alice, second, 1)

    const all = [`GROUP${second}`, 'C2Calice', `GROUP${groupId}`]
    expect(await idsOf(bob)).toEqual(all)
    const short = await bob.call(conversationList, { limit: 2 })
    expect(short.conversations.map(({ conversationId }) => conversationId)).toEqual(all.slice(0, 2))
    expect(short.complete).toBe(false)
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 3 })
    await bob.call(conversationPin, { conversationId: `GROUP${groupId}`, pinned: true })
    expect(await idsOf(bob)).toEqual([`GROUP${groupId}`, `GROUP${second}`, 'C2Calice'])
    expect([empty, waiting].some((id) => all.includes(`GROUP${id}`))).toBe(false)
  })

  test('unread leaves out what does not count, and what was read', async () => {
    const { groupId, alice, bob } = await group()
    await say(alice, groupId, 2)
    await alice.call(groupSend, { ...toGroup(groupId, 3), control: ['NoUnread'] })
    await alice.call(groupSend, { ...toGroup(groupId, 4), receivers: ['bob'] })
    await alice.call(groupSend, { ...toGroup(groupId, 5), onlineOnly: true })
    await say(alice, groupId, 2, 6)

    expect(await unreadOf(bob, groupId)).toBe(4)
    await bob.call(groupRead, { groupId, seq: 3 })
    expect(await unreadOf(bob, groupId)).toBe(2)
    await say(bob, groupId, 1, 8)
    expect(await unreadOf(bob, groupId)).toBe(0)
  })

  test('a meeting counts nothing, a muted group nothing to the total', async () => {
    const { app, groupId, alice, bob } = await group()
    const meeting = await seedGroup(im, app, {
      type: 'ChatRoom',
      owner: 'alice',
      members: ['bob'],
    })
    for (const id of [groupId, meeting]) await say(alice, id, 2)
    await im.platform.store.db
      .updateTable('group_member')
      .set({ msg_flag: 1 })
      .where('group_id', '=', groupId)
      .execute()

    const { conversations, totalUnread } = await list(bob)

    expect(conversations.map(({ unread, remindType }) => [unread, remindType])).toEqual([
      [0, undefined],
      [2, 'AcceptNotNotify'],
    ])
    expect(totalUnread).toBe(0)
  })

  test('what was imported is read by all, and numbers may be set then', async () => {
    const { app, groupId, bob } = await group()
    const from = Math.floor((clock.now() - DAY) / 1000)
    const item = (n: number) => ({
      From_Account: 'alice',
      SendTime: from + n,
      MsgBody: text(`old ${n}`),
    })
    await im.rest(app, importGroupMsg, {
      GroupId: groupId,
      RecentContactFlag: 1,
      MsgList: numbers(5).map(item),
    })
    const set = (UnreadMsgNum: number, change: object = {}) =>
      im.rest(app, setUnreadMsgNum, {
        GroupId: groupId,
        Member_Account: 'bob',
        UnreadMsgNum,
        ...change,
      })

    expect(await unreadOf(bob, groupId)).toBe(0)
    expect(await idsOf(bob)).toEqual([`GROUP${groupId}`])
    expect(await set(3)).toMatchObject({ ErrorCode: 0 })
    expect(await unreadOf(bob, groupId)).toBe(3)
    await set(99)
    expect(await unreadOf(bob, groupId)).toBe(5)
    await set(0)
    expect(await unreadOf(bob, groupId)).toBe(0)
    const meeting = await seedGroup(im, app, { type: 'ChatRoom' })
    expect(await set(1, { GroupId: meeting })).toMatchObject({ ErrorCode: 0 })
    expect(await set(1, { Member_Account: 'dave' })).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await set(1, { GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await set(1, { GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
    expect(await set(-1)).toMatchObject(failure(groupErrors.badParameter))
  })

  test('the last message is the newest that is for the member and lifts', async () => {
    const { groupId, alice, bob } = await group({ members: ['bob', 'dave'] })
    await say(alice, groupId, 2)
    await alice.call(groupSend, { ...toGroup(groupId, 3), receivers: ['dave'] })
    await alice.call(groupSend, { ...toGroup(groupId, 4), control: ['NoLastMsg'] })
    const last = async () => (await list(bob)).conversations[0]?.group?.lastMessage?.seq

    expect(await last()).toBe(2)
    await bob.request('group.deleteMessages', { groupId, seqs: [2] })
    expect(await last()).toBe(1)
    await bob.call(groupClearHistory, { groupId })
    expect(await last()).toBeUndefined()
    expect(await idsOf(bob)).toEqual([`GROUP${groupId}`])
  })

  test('mentions that are not read are told', async () => {
    const { groupId, alice, bob } = await group()
    const mention = (random: number, at: string[]) =>
      alice.call(groupSend, { ...toGroup(groupId, random), at })
    await mention(1, ['bob'])
    await mention(2, ['dave'])
    await mention(3, [AT_ALL])
    await mention(4, ['bob', AT_ALL])
    const mentions = async () => (await list(bob)).conversations[0]?.group?.mentions

    expect(await mentions()).toEqual([
      { seq: 1, from: 'alice', kind: 1 },
      { seq: 3, from: 'alice', kind: 2 },
      { seq: 4, from: 'alice', kind: 3 },
    ])
    await bob.call(groupRead, { groupId, seq: 3 })
    expect(await mentions()).toEqual([{ seq: 4, from: 'alice', kind: 3 }])
  })

  test('a deleted one comes back with the next message', async () => {
    const { app, groupId, alice, bob } = await group()
    const other = await im.connect(app, 'bob', { platform: 'Android' })
    const conversationIds = [`GROUP${groupId}`]
    await im.platform.im.apps.setConf(app.appId, { SyncDeleteConversation: true })
    await say(alice, groupId, 2)

    await bob.call(conversationDelete, { conversationIds, clearHistory: true })

    expect(await other.next('conversation.deleted')).toEqual({
      conversationIds,
      clearHistory: true,
    })
    expect(await list(bob)).toEqual({ conversations: [], complete: true, totalUnread: 0 })
    expect((await bob.call(groupHistory, { groupId })).messages).toEqual([])
    await say(alice, groupId, 1, 3)
    expect((await list(bob)).conversations).toMatchObject([{ unread: 1, lastSeq: 3 }])
  })

  test('are marked, kept texts beside and grouped', async () => {
    const { app, groupId, bob } = await group()
    const stranger = await seedGroup(im, app, { owner: 'alice' })
    const conversationIds = [`GROUP${groupId}`, `GROUP${stranger}`]
    const failed = [{ conversationId: `GROUP${stranger}`, code: recentErrors.unknownAccount.code }]
    const other = await im.connect(app, 'bob', { platform: 'Android' })

    expect(
      await bob.call(conversationMark, { conversationIds, markType: 1, enabled: true }),
    ).toEqual({ failed })
    expect(await bob.call(conversationCustomData, { conversationIds, customData: 'x' })).toEqual({
      failed,
    })
    await bob.call(conversationGroupCreate, { name: 'work', conversationIds })

    expect(await other.next('conversation.changed')).toEqual({
      conversations: [{ conversationId: `GROUP${groupId}`, markList: [1] }],
    })
    expect(await bob.call(conversationGet, { conversationIds })).toMatchObject({
      conversations: [{ markList: [1], customData: 'x', groups: ['work'] }],
    })
  })

  test('pinned ones of both kinds are 50 together', async () => {
    const { app, groupId, bob } = await group()
    const peers = numbers(50).map((n) => `u${n}`)
    await im.platform.im.accounts.importMany(
      app.appId,
      peers.map((userId) => ({ userId })),
    )
    const pin = (conversationId: string, pinned = true) =>
      refusal(bob.call(conversationPin, { conversationId, pinned }))
    for (const peer of peers.slice(0, 49)) await pin(`C2C${peer}`)

    expect(await pin(`GROUP${groupId}`)).toBeUndefined()
    expect(await pin(`GROUP${groupId}`)).toBeUndefined()
    expect(await pin('C2Cu50')).toBe(recentErrors.tooManyPinned.code)
    await pin(`GROUP${groupId}`, false)
    expect(await pin('C2Cu50')).toBeUndefined()
    expect(await pin(`GROUP${groupId}`)).toBe(recentErrors.tooManyPinned.code)
    const stranger = await seedGroup(im, app, { owner: 'alice' })
    expect(await pin(`GROUP${stranger}`, false)).toBe(groupErrors.noPermission.code)
  })

  test('all are read at once, or those of one kind', async () => {
    const { app, groupId, alice, bob } = await group()
    const other = await im.connect(app, 'bob', { platform: 'Android' })
    await say(alice, groupId, 2)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const unread = async () => (await list(bob)).conversations.map((one) => one.unread)

    await bob.call(conversationReadAll, { scope: 'c2c' })
    expect(await unread()).toEqual([0, 2])
    await bob.call(conversationReadAll, { scope: 'group' })
    expect(await unread()).toEqual([0, 0])
    expect(await other.next('group.read')).toEqual({ groupId, readSeq: 2 })
    await say(alice, groupId, 1, 3)
    await bob.call(conversationReadAll, {})
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 0 })
  })

  test('of a topic is answered by its id, and in no list', async () => {
    const { app, groupId, alice, bob } = await group({
      type: 'Community',
      columns: { support_topic: 1 },
    })
    const topicId = await seedTopic(im, app, groupId, { name: 'talk' })
    await say(alice, topicId, 3)

    expect(await idsOf(bob)).toEqual([])
    const asked = { conversationIds: [`GROUP${topicId}`] }
    expect(await bob.call(conversationGet, asked)).toMatchObject({
      conversations: [
        {
          conversationId: `GROUP${topicId}`,
          nick: 'talk',
          unread: 3,
          group: { groupId: topicId, communityId: groupId, lastMessage: { seq: 3 } },
        },
      ],
    })
    await bob.call(conversationReadAll, { scope: 'group' })
    expect(await unreadOf(bob, topicId)).toBe(0)
  })
})
