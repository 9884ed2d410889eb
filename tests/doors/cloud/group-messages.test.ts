import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  describeGroup,
  describeGroupMessages,
  groupErrors,
  recallGroupMessages,
  sendGroupMessages,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { seedTopic } from '../topic-seed.ts'
import { codeOf } from './code-of.ts'

const clock = createMovingClock()

describe.each(storages)('messages of groups in the console on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({ defaultPlan: 'premium' }, { now: clock.now })
  })
  beforeEach(async () => {
    app = await seedApp(im, 'ann', 'bob')
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const send = (GroupIds: string[], Content = 'hello') =>
    im.act(sendGroupMessages, { SDKAppID: app.appId, GroupIds, Content })
  const history = (GroupId: string, page: { BeforeSeq?: number; Limit?: number } = {}) =>
    im.act(describeGroupMessages, { SDKAppID: app.appId, GroupId, ...page })
  const recall = (GroupId: string, MsgSeqs: number[]) =>
    im.act(recallGroupMessages, { SDKAppID: app.appId, GroupId, MsgSeqs })
  const say = (GroupId: string, MsgBody: readonly object[], more: object = {}) =>
    im.rest(app, sendGroupMsg, { GroupId, From_Account: 'ann', Random: 1, MsgBody, ...more })

  test('are sent to many at once by the administrator; what refuses them is told', async () => {
    const one = await seedGroup(im, app, { owner: 'ann' })
    const two = await seedGroup(im, app, { type: 'Private', columns: { active: 0 } })
    const muted = await seedGroup(im, app, { owner: 'ann', columns: { mute_all: 1 } })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'ann' })
    const club = await seedGroup(im, app, { type: 'Community', columns: { support_topic: 1 } })

    const { ResultItem } = await send([one, two, one, muted, live, club, 'nothing'], '你好')

    expect(ResultItem.map(({ GroupId, ResultCode }) => [GroupId, ResultCode])).toEqual([
      [one, 0],
      [two, 0],
      [muted, 0],
      [live, 0],
      [club, groupErrors.noPermission.code],
      ['nothing', groupErrors.noGroup.code],
    ])
    for (const groupId of [one, two, muted]) {
      expect((await history(groupId)).MsgList).toMatchObject([
        {
          MsgSeq: 1,
          FromUserID: 'administrator',
          Text: '你好',
          Kind: 'message',
          MsgBody: JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: '你好' } }]),
        },
      ])
    }
    const details = await im.act(describeGroup, { SDKAppID: app.appId, GroupId: one })
    expect(details).toMatchObject({ NextMsgSeq: 2 })
    expect(details.LastMsgTime).toBeGreaterThan(0)
  })

  test('may say the same again', async () => {
    const groupId = await seedGroup(im, app)

    await send([groupId])
    await send([groupId])

    expect((await history(groupId)).MsgList).toHaveLength(2)
  })

  test('have 300 characters at most, as people count them', async () => {
    const groupId = await seedGroup(im, app)

    expect(await codeOf(send([groupId], '😀'.repeat(300)))).toBeUndefined()
    expect(await codeOf(send([groupId], '字'.repeat(301)))).toBe('InvalidParameterValue')
    expect(await codeOf(send([groupId], ''))).toBe('InvalidParameterValue')
    expect((await history(groupId)).MsgList).toHaveLength(1)
  })

  test('are read back page by page, newest first', async () => {
    const groupId = await seedGroup(im, app)
    for (let at = 1; at <= 5; at += 1) {
      await say(groupId, [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${at}` } }], {
        Random: at,
      })
    }

    const first = await history(groupId, { Limit: 3 })
    const second = await history(groupId, { Limit: 3, BeforeSeq: 3 })

    expect(first.MsgList.map(({ Text }) => Text)).toEqual(['5', '4', '3'])
    expect(first.Complete).toBe(false)
    expect(second.MsgList.map(({ Text }) => Text)).toEqual(['2', '1'])
    expect(second.Complete).toBe(true)
  })

  test('show words, and what else there is in brackets', async () => {
    const groupId = await seedGroup(im, app)
    await say(groupId, [
      { MsgType: 'TIMTextElem', MsgContent: { Text: 'look' } },
      { MsgType: 'TIMFaceElem', MsgContent: { Index: 1 } },
      { MsgType: 'TIMCustomElem', MsgContent: { Data: 'x', Desc: 'a gift' } },
    ])

    expect((await history(groupId)).MsgList[0]?.Text).toBe(
      'look [TIMFaceElem] [TIMCustomElem] a gift',
    )
  })

  test('of topics are their own', async () => {
    await setConf(im, app, { Community: true, Topic: true })
    const club = await seedGroup(im, app, {
      type: 'Community',
      owner: 'ann',
      columns: { support_topic: 1 },
    })
    const topic = await seedTopic(im, app, club)
    await say(club, [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'in it' } }], { TopicId: topic })

    expect((await history(topic)).MsgList).toMatchObject([{ Text: 'in it', FromUserID: 'ann' }])
    expect((await history(club)).MsgList).toEqual([])
  })

  test('that are too old are not there', async () => {
    const groupId = await seedGroup(im, app)
    await send([groupId], 'old')
    clock.pass(31 * DAY)
    await im.signIn()

    expect(await history(groupId)).toEqual({ MsgList: [], Complete: true })
  })

  test('are recalled, whoever sent them; what cannot be is told', async () => {
    const groupId = await seedGroup(im, app, { owner: 'ann' })
    await say(groupId, [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'bad' } }])
    await send([groupId], 'good')
    await recall(groupId, [1])

    const { ResultItem } = await recall(groupId, [1, 2, 2, 9])

    expect(ResultItem.map(({ MsgSeq, ResultCode }) => [MsgSeq, ResultCode])).toEqual([
      [1, groupErrors.recallRefused.code],
      [2, 0],
      [9, groupErrors.recallUnknown.code],
    ])
    expect((await history(groupId)).MsgList).toMatchObject([
      { MsgSeq: 2, Kind: 'recalled', Text: '', MsgBody: '' },
      { MsgSeq: 1, Kind: 'recalled', FromUserID: 'ann' },
    ])
  })

  test('are not recalled where that is off, nor where there are none', async () => {
    const groupId = await seedGroup(im, app, { owner: 'ann' })
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    await send([groupId])
    await setConf(im, app, { GroupRecall: false })

    expect(await codeOf(recall(groupId, [1]))).toBe('OperationDenied')
    expect(await codeOf(recall(live, [1]))).toBe('OperationDenied')
    expect(await codeOf(recall('nothing', [1]))).toBe('ResourceNotFound')
    expect((await history(groupId)).MsgList).toMatchObject([{ Kind: 'message' }])
  })

  test('of live rooms are not kept; of what is not there nothing is read', async () => {
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const elsewhere = { SDKAppID: 1_400_000_001, GroupId: live }

    expect(await codeOf(history(live))).toBe('OperationDenied')
    expect(await codeOf(history('nothing'))).toBe('ResourceNotFound')
    expect(await codeOf(history('@TGS#_a@TOPIC#_b'))).toBe('ResourceNotFound')
    expect(await codeOf(im.act(describeGroupMessages, elsewhere))).toBe('ResourceNotFound.App')
  })
})
