import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createPushTask,
  describePushTask,
  getC2cUnreadMsgNum,
  imSetAttr,
  imSetAttrName,
  memberLabels,
  revokePushTask,
  timPushBatch,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { until } from '../../process/until.ts'
import { runPushes, seedPushApp, toldTo } from './pushing.ts'

describe.each(storages)('pushes by cloud actions on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    im.platform.jobs.byHand()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const create = (app: TestApp, change: object = {}) => {
    // The rate of an action is by the clock too.
    clock.pass(SECOND)
    return im.act(createPushTask, { SDKAppID: app.appId, Text: 'to all', ...change })
  }
  const taskOf = async ({ appId: SDKAppID }: TestApp, TaskId: string) => {
    const { TaskList } = await im.act(describePushTask, { SDKAppID, TaskId })
    return TaskList[0]
  }
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => '',
      (fault: unknown) => (fault as { code: string }).code,
    )

  test('a text goes to everybody, as unread, and the task tells how far it has come', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol')
    await im.connect(app, 'alice')

    const { TaskId } = await create(app, { FromAccount: 'carol' })
    const before = await taskOf(app, TaskId)
    await runPushes(im, clock)

    expect(before).toMatchObject({ Status: 'sending', Targets: 4, Sent: 0, Revocable: true })
    expect(await taskOf(app, TaskId)).toEqual({
      TaskId,
      Source: 'console',
      Status: 'done',
      FromAccount: 'carol',
      Text: 'to all',
      Target: 'all',
      Condition: {},
      Stored: true,
      KeepUntil: 0,
      CreateTime: expect.any(Number),
      EndTime: expect.any(Number),
      Targets: 4,
      Sent: 4,
      Reached: 1,
      Revocable: false,
    })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toMatchObject({
      AllC2CUnreadMsgNum: 1,
    })
  })

  test('a condition is counted first and shown as it was given', async () => {
    const app = await seedPushApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, memberLabels.addTag, {
      UserTags: ['alice', 'bob'].map((To_Account) => ({ To_Account, Tags: ['vip'] })),
    })
    await im.rest(app, imSetAttrName, { AttrNames: { 4: 'city' } })
    await im.rest(app, imSetAttr, {
      UserAttrs: [{ To_Account: 'carol', Attrs: { city: 'Rome' } }],
    })

    const tags = await create(app, { Condition: { TagsOr: ['vip', 'x'] } })
    const attrs = await create(app, { Condition: { AttrsAnd: { city: 'Rome' } } })
    await runPushes(im, clock)
    const { TotalCount, TaskList, AttrNames } = await im.act(describePushTask, {
      SDKAppID: app.appId,
      Offset: 0,
      Limit: 1,
    })

    expect(await taskOf(app, tags.TaskId)).toMatchObject({
      Target: 'tags',
      Condition: { TagsOr: ['vip', 'x'], TagsAnd: [] },
      Targets: 2,
      Sent: 2,
    })
    expect([TotalCount, AttrNames]).toEqual([2, ['city']])
    expect(TaskList).toMatchObject([
      {
        TaskId: attrs.TaskId,
        Target: 'attrs',
        Condition: { AttrsOr: {}, AttrsAnd: { city: 'Rome' } },
        Targets: 1,
      },
    ])
  })

  test('online-only it is kept for those who are away, until it is stopped', async () => {
    const app = await seedPushApp(im, 'alice', 'bob')
    const { TaskId } = await create(app, { OnlineOnly: true, KeepSeconds: 3600 })
    await runPushes(im, clock)
    const alice = await im.connect(app, 'alice')
    await alice.next('message.received')
    // Who is told is counted a moment later.
    await until(async () => (await taskOf(app, TaskId))?.Reached === 1, 'alice is not counted')
    const reached = await taskOf(app, TaskId)

    await im.act(revokePushTask, { SDKAppID: app.appId, TaskId })
    const bob = await im.connect(app, 'bob')

    expect(reached).toMatchObject({ Status: 'done', Stored: false, Reached: 1, Revocable: true })
    expect(await toldTo([bob])).toEqual([])
    expect(await taskOf(app, TaskId)).toMatchObject({ Status: 'revoked', Revocable: false })
    const again = im.act(revokePushTask, { SDKAppID: app.appId, TaskId })
    expect(await codeOf(again)).toBe('OperationDenied')
  })

  test('a notification is shown by its title', async () => {
    const app = await seedPushApp(im, 'alice')
    const { TaskId } = await im.rest(app, timPushBatch, {
      From_Account: 'administrator',
      To_Account: ['alice'],
      MsgRandom: 1,
      OfflinePushInfo: { Title: 'News' },
    })

    expect(await taskOf(app, String(TaskId))).toMatchObject({
      Source: 'batch',
      Target: 'users',
      Text: 'News',
      Targets: 1,
    })
  })

  test('what does not fit is refused', async () => {
    const app = await seedPushApp(im, 'alice')
    const { appId: SDKAppID } = app
    const { TaskId } = await create(app)

    const soon = im.act(createPushTask, { SDKAppID, Text: 'again' })
    expect(await codeOf(soon)).toBe('RequestLimitExceeded')
    expect(await codeOf(create(app, { FromAccount: 'nobody' }))).toBe('ResourceNotFound.Account')
    const both = { TagsOr: ['a'], AttrsOr: { b: 'c' } }
    expect(await codeOf(create(app, { Condition: both }))).toBe('InvalidParameterValue')
    expect(await codeOf(create(app, { Text: 'x'.repeat(9001) }))).toBe('InvalidParameterValue')
    expect(await codeOf(create({ ...app, appId: 1 }))).toBe('ResourceNotFound.App')
    const unknown = { SDKAppID, TaskId: TaskId.slice(0, -1) }
    expect(await codeOf(im.act(describePushTask, unknown))).toBe('ResourceNotFound')
    expect(await codeOf(im.act(revokePushTask, unknown))).toBe('ResourceNotFound')
  })

  test('a plan counts the pushes of a day', async () => {
    const app = await seedPushApp(im, 'alice')
    await putOnPlan(im, app, 'premium')
    const { db } = im.platform.store
    const { TaskId } = await create(app)
    const first = await db
      .selectFrom('push_task')
      .selectAll()
      .where('task_id', '=', TaskId)
      .executeTakeFirstOrThrow()
    const others = numbers(99).map((n) => ({ ...first, task_id: `console_${n}`, random: n }))
    await db.insertInto('push_task').values(others).execute()

    expect(await codeOf(create(app))).toBe('LimitExceeded')
  })

  test('nothing of it without the switch or the plan', async () => {
    const off = await seedApp(im, 'alice')
    const poor = await seedPushApp(im, 'alice')
    await putOnPlan(im, poor, 'standard')
    const rich = await seedApp(im, 'alice')
    await putOnPlan(im, rich, 'premium')
    await setConf(im, rich, { MassPush: true })

    const codes: string[] = []
    for (const app of [off, poor, rich]) codes.push(await codeOf(create(app)))

    expect(codes).toEqual(['OperationDenied', 'OperationDenied', ''])
  })
})
