import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  clearGroupMsg,
  deleteGroupMsgBySender,
  groupErrors,
  groupHistory,
  groupMsgGetSimple,
  groupMsgRecall,
  messageErrors,
  modifyGroupMsg,
  sendGroupMsg,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('stored messages of groups over REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob')
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'], ...seed })
    const say = async (count: number, more: object = {}) => {
      clock.pass(SECOND)
      for (const n of numbers(count)) {
        made += 1
        const message = { ...inGroup(GroupId, made, `message ${n}`), From_Account: 'alice' }
        await im.rest(app, sendGroupMsg, { ...message, ...more })
      }
    }
    const read = (more: object = {}) =>
      im.rest(app, groupMsgGetSimple, { GroupId, ReqMsgNumber: 20, ...more })
    const recall = (seqs: readonly number[], more: object = {}) =>
      im.rest(app, groupMsgRecall, {
        GroupId,
        MsgSeqList: seqs.map((MsgSeq) => ({ MsgSeq })),
        ...more,
      })
    return { app, GroupId, say, read, recall }
  }

  let made = 0
  const seqsIn = (answer: object) =>
    (answer as { RspMsgList: readonly { MsgSeq: number }[] }).RspMsgList.map(({ MsgSeq }) => MsgSeq)

  describe('group_msg_get_simple', () => {
    test('reads the newest first, in ranges', async () => {
      const { GroupId, say, read } = await group()
      await say(4, { CloudCustomData: 'more', MsgPriority: 'High' })

      const newest = await read({ ReqMsgNumber: 2 })

      expect(newest).toEqual({
        ActionStatus: 'OK',
        ErrorCode: 0,
        ErrorInfo: '',
        GroupId,
        IsFinished: 1,
        RspMsgList: [
          {
            From_Account: 'alice',
            MsgSeq: 4,
            MsgRandom: made,
            MsgTimeStamp: clock.seconds(),
            IsPlaceMsg: 0,
            IsSystemMsg: 0,
            MsgPriority: 1,
            MsgBody: text('message 4'),
            CloudCustomData: 'more',
          },
          expect.objectContaining({ MsgSeq: 3 }),
        ],
      })
      expect(seqsIn(await read({ ReqMsgSeq: 2, ReqMsgNumber: 5 }))).toEqual([2, 1])
      expect(seqsIn(await read({ ReqMsgSeq: 99, ReqMsgNumber: 1 }))).toEqual([4])
      expect(seqsIn(await read({ ReqMsgSeq: 0 }))).toEqual([])
    })

    test('of more than 20 says that it was cut', async () => {
      const { say, read } = await group()
      await say(25)

      const answer = await read({ ReqMsgNumber: 30 })

      expect(answer.IsFinished).toBe(0)
      expect(seqsIn(answer)).toEqual(numbers(20).map((n) => 26 - n))
    })

    test('has a place for what is gone', async () => {
      const { app, say, read, recall } = await group()
      await say(21)
      clock.pass(6 * DAY)
      await say(2)
      await recall([23])
      await setConf(im, app, { HistoryDays: 7 })
      clock.pass(2 * DAY)
      const gone = { From_Account: '', MsgRandom: 0, MsgTimeStamp: 0, MsgBody: [], IsPlaceMsg: 1 }

      expect((await read({ ReqMsgNumber: 3 })).RspMsgList).toMatchObject([
        { MsgSeq: 22, IsPlaceMsg: 0 },
        { MsgSeq: 21, ...gone },
      ])
      expect((await read({ ReqMsgNumber: 1, WithRecalledMsg: 1 })).RspMsgList).toMatchObject([
        { MsgSeq: 23, IsPlaceMsg: 2, From_Account: 'alice', MsgBody: [] },
      ])
      expect(await read({ ReqMsgSeq: 21, ReqMsgNumber: 21 })).toMatchObject({ IsFinished: 2 })
    })

    test('is of groups that keep messages, and of topics', async () => {
      const { app, GroupId, read, say } = await group({ type: 'Community' })
      const TopicId = await seedTopic(im, app, GroupId)
      const room = await seedGroup(im, app, { type: 'AVChatRoom' })
      await say(1, { TopicId })

      expect(seqsIn(await read({ TopicId }))).toEqual([1])
      expect(await read({ TopicId: `${GroupId}@TOPIC#_no` })).toMatchObject(
        failure(groupErrors.noTopic),
      )
      expect(await read({ TopicId: 'no' })).toMatchObject(failure(groupErrors.badTopicId))
      expect(await read({ GroupId: room })).toMatchObject(failure(groupErrors.noPermission))
      expect(await read({ GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
      expect(await read({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
      expect(await read({ ReqMsgNumber: 0 })).toMatchObject(failure(groupErrors.badParameter))
    })
  })

  describe('group_msg_recall', () => {
    test('takes messages back for all, and tells so', async () => {
      const { app, GroupId, say, recall } = await group()
      const bob = await im.connect(app, 'bob')
      await say(3)
      clock.pass(DAY)

      const answer = await recall([1, 3, 9], { Reason: 'rude' })

      expect(answer.RecallRetList).toEqual([
        { MsgSeq: 1, RetCode: 0 },
        { MsgSeq: 3, RetCode: 0 },
        { MsgSeq: 9, RetCode: groupErrors.recallUnknown.code },
      ])
      const revoked = { by: 'administrator', reason: 'rude', time: clock.seconds() }
      expect(await bob.next('group.messageRecalled')).toMatchObject({
        groupId: GroupId,
        messages: [
          { seq: 1, body: [], revoked },
          { seq: 3, body: [], revoked },
        ],
      })
      expect(await bob.call(unreadTotal, {})).toEqual({ total: 1 })
      expect((await recall([1])).RecallRetList).toEqual([
        { MsgSeq: 1, RetCode: groupErrors.recallRefused.code },
      ])
    })

    test('goes no further back than messages are kept, and not in every group', async () => {
      const { app, GroupId, say, recall } = await group()
      await say(1)
      await setConf(im, app, { HistoryDays: 7 })
      clock.pass(8 * DAY)
      const room = await seedGroup(im, app, { type: 'AVChatRoom' })
      const community = await seedGroup(im, app, {
        type: 'Community',
        columns: { support_topic: 1 },
      })
      const topic = await seedTopic(im, app, community)

      expect((await recall([1])).RecallRetList).toEqual([
        { MsgSeq: 1, RetCode: groupErrors.recallLate.code },
      ])
      expect(await recall([1], { GroupId: room })).toMatchObject(failure(groupErrors.recallType))
      expect(await recall([1], { GroupId: community })).toMatchObject(
        failure(groupErrors.noPermission),
      )
      expect((await recall([1], { GroupId: community, TopicId: topic })).RecallRetList).toEqual([
        { MsgSeq: 1, RetCode: groupErrors.recallUnknown.code },
      ])
      expect(
        await recall([1], { GroupId: community, TopicId: `${community}@TOPIC#_no` }),
      ).toMatchObject(failure(groupErrors.noTopic))
      expect(await recall([1], { TopicId: 'no' })).toMatchObject(failure(groupErrors.badTopicId))
      expect(await recall([1], { GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
      expect(await recall([1], { GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
      expect(await recall([])).toMatchObject(failure(groupErrors.badParameter))
      await setConf(im, app, { GroupRecall: false })
      expect(await recall([1], { GroupId })).toMatchObject(failure(groupErrors.recallDisabled))
    })
  })

  test('delete_group_msg_by_sender takes back what one wrote, and tells nobody', async () => {
    const { app, GroupId, say, read } = await group()
    const bob = await im.connect(app, 'bob')
    await say(2)
    await say(1, { From_Account: 'bob' })
    for (const _ of numbers(3)) await bob.next('group.message').catch(() => undefined)
    const forget = (Sender_Account: string, more: object = {}) =>
      im.rest(app, deleteGroupMsgBySender, { GroupId, Sender_Account, ...more })

    expect(await forget('alice')).toMatchObject({ ErrorCode: 0 })

    await settled(bob)
    expect(bob.events).toEqual([])
    expect(seqsIn(await read())).toEqual([3])
    const { messages } = await bob.call(groupHistory, { groupId: GroupId })
    expect(messages.map(({ revoked }) => revoked?.by)).toEqual([
      'administrator',
      'administrator',
      undefined,
    ])
    const room = await seedGroup(im, app, { type: 'AVChatRoom' })
    expect(await forget('alice', { GroupId: room })).toMatchObject({ ErrorCode: 0 })
    const community = await seedGroup(im, app, {
      type: 'Community',
      columns: { support_topic: 1 },
    })
    const topic = await seedTopic(im, app, community)
    expect(await forget('alice', { GroupId: community })).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await forget('alice', { GroupId: community, TopicId: topic })).toMatchObject({
      ErrorCode: 0,
    })
    expect(
      await forget('alice', { GroupId: community, TopicId: `${community}@TOPIC#_no` }),
    ).toMatchObject(failure(groupErrors.noTopic))
    expect(await forget('alice', { TopicId: 'no' })).toMatchObject(failure(groupErrors.badTopicId))
    expect(await forget('alice', { GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await forget('alice', { GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
    expect(await forget('')).toMatchObject(failure(groupErrors.badParameter))
  })

  test('clear_group_msg hides from clients what REST still reads', async () => {
    const { app, GroupId, say, read } = await group()
    const bob = await im.connect(app, 'bob')
    await say(3)
    const clear = (more: object) => im.rest(app, clearGroupMsg, { GroupId, ...more })

    expect(await clear({ MsgSeq: 2 })).toMatchObject({ ErrorCode: 0 })

    const { messages } = await bob.call(groupHistory, { groupId: GroupId })
    expect(messages.map(({ seq }) => seq)).toEqual([3])
    expect(seqsIn(await read())).toEqual([3, 2, 1])
    expect(await bob.call(unreadTotal, {})).toEqual({ total: 1 })
    const community = await seedGroup(im, app, { type: 'Community' })
    expect(await clear({ GroupId: community })).toMatchObject(failure(groupErrors.noPermission))
    expect(await clear({ GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await clear({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
    expect(await clear({ MsgSeq: -1 })).toMatchObject(failure(groupErrors.badParameter))
  })

  test('modify_group_msg changes what a message says', async () => {
    const { app, GroupId, say, read } = await group()
    const bob = await im.connect(app, 'bob')
    await say(1)
    const modify = (more: object) =>
      im.rest(app, modifyGroupMsg, { GroupId, MsgSeq: 1, MsgBody: text('new'), ...more })

    expect(await modify({})).toMatchObject({ ErrorCode: 0 })
    expect(await bob.next('group.messageModified')).toMatchObject({
      message: { seq: 1, body: text('new'), version: 1 },
    })
    expect(await modify({ MsgBody: undefined, CloudCustomData: 'more' })).toMatchObject({
      ErrorCode: 0,
    })
    expect((await read()).RspMsgList).toMatchObject([
      { MsgBody: text('new'), CloudCustomData: 'more' },
    ])
    const community = await seedGroup(im, app, { type: 'Community' })
    const TopicId = await seedTopic(im, app, community)
    await say(1, { GroupId: community, TopicId })
    expect(await modify({ GroupId: community, TopicId })).toMatchObject({ ErrorCode: 0 })
    const room = await seedGroup(im, app, { type: 'AVChatRoom' })
    await setConf(im, app, { MessageBytes: 1024 })
    for (const [change, row] of [
      [{ MsgSeq: 9 }, messageErrors.modifyUnknown],
      [{ GroupId: 'no' }, messageErrors.badReceiver],
      [{ TopicId }, messageErrors.badReceiver],
      [{ GroupId: room }, messageErrors.malformed],
      [{ MsgBody: undefined }, messageErrors.badFormat],
      [{ MsgBody: {} }, messageErrors.bodyNotArray],
      [{ MsgBody: [{ MsgType: 'no' }] }, messageErrors.badBody],
      [{ MsgBody: text('x'.repeat(1200)) }, messageErrors.tooLong],
    ] as const) {
      expect(await modify(change)).toMatchObject(failure(row))
    }
  })
})
