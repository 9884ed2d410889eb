import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { groupErrors, importGroupMsg, sendGroupMsg } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { text } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

describe.each(storages)('import_group_msg on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function group(seed: Parameters<typeof seedGroup>[2] = {}) {
    const app = await seedApp(im, 'alice', 'bob')
    const createdAt = clock.now() - DAY
    const GroupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob'],
      createdAt,
      ...seed,
    })
    const from = Math.floor(createdAt / 1000)
    const load = (MsgList: readonly object[], more: object = {}) =>
      im.rest(app, importGroupMsg, { GroupId, MsgList, ...more })
    return { app, GroupId, from, load }
  }

  const item = (SendTime: number, words = 'old') => ({
    From_Account: 'alice',
    SendTime,
    MsgBody: text(words),
  })

  test('keeps the times and tells nobody', async () => {
    const { app, GroupId, from, load } = await group()
    const bob = await im.connect(app, 'bob')

    const answer = await load([{ ...item(from + 1), Random: 5 }, item(from + 1), item(from + 5)], {
      RecentContactFlag: 1,
    })

    expect(answer).toMatchObject({
      ErrorCode: 0,
      ImportMsgResult: [
        { MsgSeq: 1, MsgTime: from + 1, Result: 0 },
        { MsgSeq: 2, MsgTime: from + 1, Result: 0 },
        { MsgSeq: 3, MsgTime: from + 5, Result: 0 },
      ],
    })
    await settled(bob)
    expect(bob.events).toEqual([])
    expect(await im.rest(app, sendGroupMsg, inGroup(GroupId, 1))).toMatchObject({ MsgSeq: 4 })
  })

  test('takes what comes in order, is no older than the group, and is over', async () => {
    const { app, from, load } = await group()
    await setConf(im, app, { MessageBytes: 1024 })

    const answer = await load([
      item(from - 1),
      item(from + 9),
      item(from + 8),
      item(clock.seconds() + 1),
      { ...item(from + 9), From_Account: 'nobody' },
      item(from + 9, 'x'.repeat(1200)),
      item(from + 9),
    ])

    expect(answer.ImportMsgResult).toMatchObject(
      [10_004, 0, 10_004, 10_004, 10_004, 80_002, 0].map((Result) => ({ Result })),
    )
    expect((await load([item(from + 8)])).ImportMsgResult).toMatchObject([{ Result: 10_004 }])
  })

  test('into a topic', async () => {
    const { app, GroupId, from, load } = await group({ type: 'Community' })
    const TopicId = await seedTopic(im, app, GroupId, { created_at: from * 1000 })

    expect(await load([item(from + 1)], { TopicId })).toMatchObject({
      ImportMsgResult: [{ MsgSeq: 1, Result: 0 }],
    })
    expect(await load([item(from)], { TopicId: `${GroupId}@TOPIC#_no` })).toMatchObject(
      failure(groupErrors.noTopic),
    )
    expect(await load([item(from)], { TopicId: 'no' })).toMatchObject(
      failure(groupErrors.badTopicId),
    )
  })

  test('is refused as a whole where the request is wrong', async () => {
    const { app, load, from } = await group()
    const room = await seedGroup(im, app, { type: 'AVChatRoom' })

    expect(await load([item(from, 'x'.repeat(13_000))])).toMatchObject(
      failure(groupErrors.importTooLong),
    )
    expect(await load([item(from)], { GroupId: room })).toMatchObject(
      failure(groupErrors.noPermission),
    )
    expect(await load([])).toMatchObject(failure(groupErrors.badParameter))
    expect(await load([item(from)], { GroupId: 'nowhere' })).toMatchObject(
      failure(groupErrors.noGroup),
    )
    expect(await load([item(from)], { GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
  })
})
