import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  getC2cUnreadMsgNum,
  imPush,
  imSetAttr,
  imSetAttrName,
  memberLabels,
  messageErrors,
  pushErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text, wordsOf } from '../talk.ts'
import { runPushes, seedPushApp, toldTo } from './pushing.ts'

const push = (MsgRandom: number, words = 'to all') => ({ MsgRandom, MsgBody: text(words) })

describe.each(storages)('im_push on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    im.platform.jobs.byHand()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const connect = async (app: TestApp, ...users: readonly string[]) =>
    Promise.all(users.map((user) => im.connect(app, user)))

  test('reaches everybody who is online, is in no history and counts as unread nowhere', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol')
    const clients = await connect(app, 'alice', 'bob')

    const answer = await im.rest(app, imPush, {
      ...push(1, 'hello all'),
      From_Account: 'carol',
      OfflinePushInfo: { Title: 'hello' },
    })
    await runPushes(im, clock)
    const told = await Promise.all(clients.map((client) => client.next('message.received')))

    expect(answer).toMatchObject({ ErrorCode: 0, TaskId: expect.stringMatching(/^all_/) })
    expect(wordsOf(told.map(({ message }) => message))).toEqual(['hello all', 'hello all'])
    expect(told.map(({ message }) => message.to)).toEqual(['alice', 'bob'])
    expect(told[0]).toEqual({
      message: expect.objectContaining({ from: 'carol', seq: 0, onlineOnly: true, random: 1 }),
    })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'alice' })).toMatchObject({
      AllC2CUnreadMsgNum: 0,
    })
    const history = await im.rest(app, adminGetRoamMsg, {
      Operator_Account: 'alice',
      Peer_Account: 'carol',
      MaxCnt: 10,
      MinTime: 0,
      MaxTime: clock.seconds() + 10,
    })
    expect(history).toMatchObject({ MsgCnt: 0 })
  })

  test('is said by the administrator where nobody is named, who is not told himself', async () => {
    const app = await seedPushApp(im, 'alice')
    const clients = await connect(app, 'alice', 'administrator')

    await im.rest(app, imPush, push(1))
    await runPushes(im, clock)

    expect((await clients[0]?.next('message.received'))?.message.from).toBe('administrator')
    expect(await toldTo(clients)).toEqual([])
  })

  test('is for those alone whom tags mean', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol', 'dave')
    await im.rest(app, memberLabels.addTag, {
      UserTags: [
        { To_Account: 'alice', Tags: ['x', 'vip'] },
        { To_Account: 'bob', Tags: ['y', 'vip'] },
        { To_Account: 'carol', Tags: ['x'] },
        { To_Account: 'dave', Tags: ['vip'] },
      ],
    })
    const meant = async (Condition: object, random: number) => {
      const clients = await connect(app, 'alice', 'bob', 'carol', 'dave')
      await im.rest(app, imPush, { ...push(random), Condition })
      await runPushes(im, clock)
      return toldTo(clients)
    }

    expect(await meant({ TagsOr: ['x', 'y'] }, 1)).toEqual(['alice', 'bob', 'carol'])
    expect(await meant({ TagsAnd: ['x', 'vip'] }, 2)).toEqual(['alice'])
    expect(await meant({ TagsOr: ['x', 'y'], TagsAnd: ['vip'] }, 3)).toEqual(['alice', 'bob'])
    expect(await meant({ TagsOr: ['nobody has it'] }, 4)).toEqual([])
  })

  test('is for those alone whom attributes mean', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, imSetAttrName, { AttrNames: { 0: 'sex', 9: 'city' } })
    await im.rest(app, imSetAttr, {
      UserAttrs: [
        { To_Account: 'alice', Attrs: { sex: 'f', city: 'Rome' } },
        { To_Account: 'bob', Attrs: { sex: 'm', city: 'Rome' } },
        { To_Account: 'carol', Attrs: { sex: 'f', city: 'Oslo' } },
      ],
    })
    const meant = async (Condition: object, random: number) => {
      const clients = await connect(app, 'alice', 'bob', 'carol')
      await im.rest(app, imPush, { ...push(random), Condition })
      await runPushes(im, clock)
      return toldTo(clients)
    }

    expect(await meant({ AttrsOr: { sex: 'm', city: 'Oslo' } }, 1)).toEqual(['bob', 'carol'])
    expect(await meant({ AttrsAnd: { sex: 'f', city: 'Rome' } }, 2)).toEqual(['alice'])
    expect(await meant({ AttrsOr: { sex: 'f' }, AttrsAnd: { city: 'Oslo' } }, 3)).toEqual(['carol'])
  })

  test('with a life time waits for those who are away, and is told them once', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol')
    const [alice] = await connect(app, 'alice')

    await im.rest(app, imPush, { ...push(1, 'while it lasts'), MsgLifeTime: 3600 })
    await runPushes(im, clock)
    const [bob] = await connect(app, 'bob')
    const told = await bob?.next('message.received')
    const again = await connect(app, 'alice', 'bob')
    clock.pass(3600 * SECOND)
    const late = await connect(app, 'carol')

    expect((await alice?.next('message.received'))?.message.to).toBe('alice')
    expect(told?.message).toMatchObject({ to: 'bob', body: text('while it lasts') })
    expect(await toldTo([...again, ...late])).toEqual([])
  })

  test('without one is told to nobody who comes later', async () => {
    const app = await seedPushApp(im, 'alice')

    await im.rest(app, imPush, push(1))
    await runPushes(im, clock)

    expect(await toldTo(await connect(app, 'alice'))).toEqual([])
  })

  test('the same random is the same task for seven days', async () => {
    const app = await seedPushApp(im, 'alice')
    const clients = await connect(app, 'alice')
    const first = await im.rest(app, imPush, push(7))

    const again = await im.rest(app, imPush, push(7))
    await runPushes(im, clock)
    clock.pass(7 * DAY)
    const later = await im.rest(app, imPush, push(7))

    expect(again.TaskId).toBe(first.TaskId)
    expect(later.TaskId).not.toBe(first.TaskId)
    expect(clients[0]?.events.length).toBe(1)
  })

  test('two that come less than a second apart are one too many', async () => {
    const app = await seedPushApp(im, 'alice')

    const first = await im.rest(app, imPush, push(1))
    const soon = await im.rest(app, imPush, push(2))
    clock.pass(SECOND)
    const then = await im.rest(app, imPush, push(2))

    expect(first).toMatchObject({ ErrorCode: 0 })
    expect(soon).toMatchObject(failure(pushErrors.tooSoon))
    expect(then).toMatchObject({ ErrorCode: 0 })
  })

  test('a plan has 100 a day, one without a limit has more', async () => {
    const limited = await seedPushApp(im, 'alice')
    await putOnPlan(im, limited, 'premium')
    const free = await seedPushApp(im, 'alice')
    // The next day of the calendar, so that the 100 fall into one.
    clock.pass(DAY - (clock.now() % DAY))
    for (const n of numbers(100)) {
      await im.rest(limited, imPush, push(n))
      await im.rest(free, imPush, push(n))
      clock.pass(SECOND)
    }

    const over = await im.rest(limited, imPush, push(101))
    const more = await im.rest(free, imPush, push(101))
    clock.pass(DAY)
    const tomorrow = await im.rest(limited, imPush, push(101))

    expect(over).toMatchObject(failure(pushErrors.dailyQuota))
    expect(more).toMatchObject({ ErrorCode: 0 })
    expect(tomorrow).toMatchObject({ ErrorCode: 0 })
  })

  test('nothing of it without the switch or the plan', async () => {
    const off = await seedApp(im, 'alice')
    const poor = await seedPushApp(im, 'alice')
    await putOnPlan(im, poor, 'standard')
    const rich = await seedApp(im, 'alice')
    await putOnPlan(im, rich, 'premium')
    await setConf(im, rich, { MassPush: true })

    const answers = await Promise.all([off, poor, rich].map((app) => im.rest(app, imPush, push(1))))

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([90045, 90045, 0])
  })

  const long = 'x'.repeat(51)
  test.each([
    [{ MsgBody: 'x' }, messageErrors.bodyNotArray],
    [{ MsgBody: undefined }, messageErrors.bodyNotArray],
    [{ MsgBody: [] }, messageErrors.badBody],
    [{ MsgBody: [{ MsgType: 'TIMTextElem' }] }, messageErrors.badBody],
    [{ MsgBody: text('x'.repeat(10_240)) }, pushErrors.bodyTooLong],
    [{ MsgRandom: undefined }, messageErrors.badRandom],
    [{ MsgRandom: 'x' }, messageErrors.badRandom],
    [{ MsgLifeTime: 'x' }, messageErrors.badLifeTime],
    [{ MsgLifeTime: 604_801 }, messageErrors.lifeTimeTooLong],
    [{ OfflinePushInfo: 'x' }, messageErrors.badPushInfo],
    [{ From_Account: 7 }, messageErrors.badSender],
    [{ From_Account: 'nobody' }, messageErrors.unknownAccount],
    [{ From_Account: 'a\0b' }, messageErrors.unknownAccount],
    [{ Condition: 'x' }, messageErrors.badFormat],
    [{ Condition: { TagsOr: ['a'], AttrsAnd: { city: 'Rome' } } }, pushErrors.attrsAndTags],
    [{ Condition: { TagsOr: ['a'], TagsAnd: ['a'] } }, pushErrors.repeatedTag],
    [{ Condition: { TagsOr: ['a', 'a'] } }, pushErrors.repeatedTag],
    [{ Condition: { TagsOr: [''] } }, pushErrors.emptyTag],
    [{ Condition: { TagsOr: [long] } }, pushErrors.conditionTagTooLong],
    [{ Condition: { TagsOr: ['a\0b'] } }, pushErrors.conditionTagTooLong],
    [{ Condition: { TagsAnd: numbers(11).map(String) } }, pushErrors.tooManyTags],
    [{ Condition: { AttrsAnd: { other: 'Rome' } } }, pushErrors.badAttr],
    [{ Condition: { AttrsOr: { city: long } } }, pushErrors.badAttrLength],
    [{ Condition: { AttrsOr: { city: '' } } }, pushErrors.badAttrLength],
  ])('refuses %j', async (change, row) => {
    const app = await seedPushApp(im, 'alice')
    await im.rest(app, imSetAttrName, { AttrNames: { 0: 'city' } })

    const answer = await im.rest(app, imPush, { ...push(1), ...change })

    expect(answer).toMatchObject(failure(row))
  })
})
