import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  AT_ALL,
  groupErrors,
  groupSend,
  sendGroupMsg,
  sendGroupSystemNotification,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { hear, inGroup, settled, toGroup } from '../group-talk.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('messages to groups over REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'], ...seed })
    const bob = await im.connect(app, 'bob')
    const send = (change: object, Random = 1) =>
      im.rest(app, sendGroupMsg, { ...inGroup(groupId, Random), ...change })
    return { app, groupId, bob, send }
  }

  test('reach the members with everything that was asked for', async () => {
    const { app, groupId, bob, send } = await group()
    await setConf(im, app, { ReceiptGroupTypes: ['Public'] })

    const answer = await send({
      From_Account: 'alice',
      MsgPriority: 'High',
      OfflinePushInfo: { PushFlag: 0, Desc: 'news' },
      ForbidCallbackControl: ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'],
      OnlineOnlyFlag: 0,
      SendMsgControl: ['NoLastMsg', 'NoUnread'],
      CloudCustomData: 'more',
      SupportMessageExtension: 1,
      NeedReadReceipt: 1,
      GroupAtInfo: [
        { GroupAtAllFlag: 1 },
        { GroupAtAllFlag: 0, GroupAt_Account: 'bob' },
        { GroupAt_Account: 'carol' },
      ],
    })

    expect(answer).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      MsgTime: clock.seconds(),
      MsgSeq: 1,
      MsgDropReason: '',
    })
    expect(await hear(bob, 1)).toMatchObject([
      {
        groupId,
        seq: 1,
        from: 'alice',
        time: clock.seconds(),
        random: 1,
        priority: 'High',
        body: text('message 1'),
        cloudCustomData: 'more',
        control: ['NoUnread', 'NoLastMsg'],
        at: [AT_ALL, 'bob', 'carol'],
        needReadReceipt: true,
        supportExtension: true,
      },
    ])
  })

  test('are of anybody who exists; of the administrator that signs, where nobody is named', async () => {
    const { bob, send } = await group()

    await send({})
    await send({ From_Account: 'dave' }, 2)

    expect((await hear(bob, 2)).map(({ from }) => from)).toEqual(['administrator', 'dave'])
    expect(await send({ From_Account: 'nobody' }, 3)).toMatchObject(
      failure(groupErrors.badParameter),
    )
  })

  test('to some alone are for members, 50 at most', async () => {
    const { app, bob, send } = await group()
    const alice = await im.connect(app, 'alice')

    await send({ To_Account: ['bob', 'dave'] })

    expect((await hear(bob, 1))[0]?.receivers).toEqual(['bob'])
    await settled(alice)
    expect(alice.events).toEqual([])
    const many = numbers(51).map((n) => `u${n}`)
    expect(await send({ To_Account: many }, 2)).toMatchObject(failure(groupErrors.tooManyAccounts))
    await putOnPlan(im, app, 'standard')
    expect(await send({ To_Account: ['bob'] }, 3)).toMatchObject(failure(groupErrors.needsPremium))
  })

  test('to who is online are not stored', async () => {
    const { bob, send } = await group()

    expect(await send({ OnlineOnlyFlag: 1 })).toMatchObject({ MsgSeq: 0, ErrorCode: 0 })
    expect((await hear(bob, 1))[0]).toMatchObject({ seq: 0, onlineOnly: true })
    expect(await send({ OnlineOnlyFlag: 1, NeedReadReceipt: 1 }, 2)).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await send({ OnlineOnlyFlag: 1, SendMsgControl: ['NoUnread'] }, 3)).toMatchObject(
      failure(groupErrors.badParameter),
    )
  })

  test('with receipts are not for everybody', async () => {
    const { app, send } = await group()
    await setConf(im, app, { ReceiptGroupTypes: ['Public'] })
    const large = await seedGroup(im, app, { members: numbers(201).map((n) => `u${n}`) })

    expect(await send({ NeedReadReceipt: 1, OnlineOnlyFlag: 1 })).toMatchObject(
      failure(groupErrors.receiptOnline),
    )
    expect(await send({ NeedReadReceipt: 1, GroupId: large })).toMatchObject(
      failure(groupErrors.receiptTooLarge),
    )
  })

  test('are refused where the sender is muted, or they are too much', async () => {
    const { app, send } = await group({ columns: { mute_all: 1 } })
    await setConf(im, app, { MessageBytes: 1024 })

    expect(await send({ From_Account: 'bob' })).toMatchObject(failure(groupErrors.muted))
    expect(await send({ From_Account: 'alice' })).toMatchObject({ ErrorCode: 0 })
    expect(await send({})).toMatchObject({ ErrorCode: 0 })
    expect(await send({ MsgBody: text('x'.repeat(1200)) }, 2)).toMatchObject(
      failure(groupErrors.messageTooLong),
    )
    const many = numbers(31).map((n) => ({ GroupAt_Account: `u${n}` }))
    expect(await send({ GroupAtInfo: many }, 3)).toMatchObject(failure(groupErrors.tooManyMentions))
  })

  test('are refused where there is no such group', async () => {
    const { send } = await group()

    expect(await send({ GroupId: 'nowhere' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await send({ GroupId: 'x'.repeat(49) })).toMatchObject(failure(groupErrors.badGroupId))
    expect(await send({ MsgPriority: 'Highest' })).toMatchObject(failure(groupErrors.badParameter))
  })

  test('to a topic are of the topic, and told to the community', async () => {
    const { app, groupId, bob, send } = await group({
      type: 'Community',
      columns: { support_topic: 1 },
    })
    const TopicId = await seedTopic(im, app, groupId)

    expect(await send({ TopicId })).toMatchObject({ MsgSeq: 1, ErrorCode: 0 })
    expect((await hear(bob, 1))[0]).toMatchObject({ groupId: TopicId, seq: 1 })
    expect(await bob.call(groupSend, toGroup(TopicId, 2))).toMatchObject({ seq: 2 })
    expect(await send({})).toMatchObject(failure(groupErrors.noPermission))
    expect(await send({ TopicId: `${groupId}@TOPIC#_no` })).toMatchObject(
      failure(groupErrors.noTopic),
    )
    expect(await send({ TopicId: '@TGS#_other@TOPIC#_no' })).toMatchObject(
      failure(groupErrors.badTopicId),
    )
  })

  test('a mute of a topic is of the topic alone', async () => {
    const { app, groupId, send } = await group({ type: 'Community', columns: { support_topic: 1 } })
    const [muted, open] = [await seedTopic(im, app, groupId), await seedTopic(im, app, groupId)]
    const silent = await seedTopic(im, app, groupId, { mute_all: 1 })
    const until = clock.now() + MINUTE
    await im.platform.store.db
      .insertInto('group_mute')
      .values({ app_id: app.appId, place: muted, account: 'bob', until })
      .execute()
    const by = (TopicId: string, Random: number) => send({ TopicId, From_Account: 'bob' }, Random)

    expect(await by(muted, 1)).toMatchObject(failure(groupErrors.muted))
    expect(await by(silent, 2)).toMatchObject(failure(groupErrors.muted))
    expect(await by(open, 3)).toMatchObject({ ErrorCode: 0 })
    clock.pass(MINUTE)
    expect(await by(muted, 4)).toMatchObject({ ErrorCode: 0 })
  })

  test('a live room stores nothing, so there is nothing to choose', async () => {
    const { send } = await group({ type: 'AVChatRoom' })

    expect(await send({})).toMatchObject({ ErrorCode: 0, MsgSeq: 0, MsgDropReason: '' })
    for (const change of [
      { OnlineOnlyFlag: 1 },
      { SendMsgControl: ['NoUnread'] },
      { SupportMessageExtension: 1 },
      { GroupAtInfo: [{ GroupAt_Account: 'bob' }] },
      { To_Account: ['bob'] },
      { NeedReadReceipt: 1 },
    ]) {
      expect(await send(change, 2)).toMatchObject(failure(groupErrors.noPermission))
    }
  })
})

describe.each(storages)('system notices to groups over REST on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('go to the members who are there, or to some of them', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'dave')
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const [alice, bob, dave] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'bob'),
      await im.connect(app, 'dave'),
    ]
    const tell = (change: object) =>
      im.rest(app, sendGroupSystemNotification, { GroupId, Content: 'news', ...change })

    expect(await tell({})).toMatchObject({ ErrorCode: 0 })
    await tell({ ToMembers_Account: ['bob', 'dave'], Content: 'for you' })

    const notice = {
      type: 16,
      groupId: GroupId,
      groupType: 'Public',
      operator: { userId: 'administrator' },
      content: 'news',
    }
    expect(await alice.next('group.notice')).toMatchObject({ notice })
    expect(await bob.next('group.notice')).toMatchObject({ notice })
    expect(await bob.next('group.notice')).toMatchObject({ notice: { content: 'for you' } })
    await settled(alice)
    await settled(dave)
    expect([...alice.events, ...dave.events]).toEqual([])
    expect(await tell({ GroupId: 'nowhere' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await tell({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
    expect(await tell({ Content: 7 })).toMatchObject(failure(groupErrors.badParameter))
  })

  test('of a topic name the topic; a live room is told as a whole', async () => {
    const app = await seedApp(im, 'alice')
    const GroupId = await seedGroup(im, app, { type: 'Community', owner: 'alice' })
    const TopicId = await seedTopic(im, app, GroupId, { name: 'talk' })
    const room = await seedGroup(im, app, { type: 'AVChatRoom' })
    const alice = await im.connect(app, 'alice')
    const tell = (change: object) =>
      im.rest(app, sendGroupSystemNotification, { GroupId, Content: 'news', ...change })

    expect(await tell({ TopicId })).toMatchObject({ ErrorCode: 0 })
    expect(await alice.next('group.notice')).toMatchObject({
      notice: { groupId: TopicId, groupName: 'talk', groupType: 'Community' },
    })
    expect(await tell({ TopicId: `${GroupId}@TOPIC#_no` })).toMatchObject(
      failure(groupErrors.noTopic),
    )
    expect(await tell({ TopicId: 'no' })).toMatchObject(failure(groupErrors.badTopicId))
    expect(await tell({ GroupId: room })).toMatchObject({ ErrorCode: 0 })
    expect(await tell({ GroupId: room, ToMembers_Account: ['alice'] })).toMatchObject(
      failure(groupErrors.noPermission),
    )
  })
})
