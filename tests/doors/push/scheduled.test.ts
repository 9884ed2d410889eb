import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  addSchedTask,
  deleteSchedTask,
  getSchedTask,
  listSchedTask,
  memberLabels,
  modifySchedTask,
  pushErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { runPushes, seedPushApp, toldTo } from './pushing.ts'

const clock = createMovingClock()

/** So many minutes from now, as the contract writes it. */
const inMinutes = (minutes: number) =>
  new Date(clock.now() + minutes * MINUTE).toISOString().slice(0, 19).replace('T', ' ')

const content = (Title = 'News') => ({
  From_Account: 'alice',
  OfflinePushInfo: { Title, Desc: 'Something happens' },
})

const planned = ({ appId }: TestApp, change: object = {}) => ({
  Sdkappid: appId,
  Type: 'All',
  SchedAt: inMinutes(10),
  Content: content(),
  ...change,
})

describe.each(storages)('scheduled pushes on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    im.platform.jobs.byHand()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const seed = () => seedPushApp(im, 'alice', 'bob', 'carol')
  const infoOf = async (app: TestApp, TaskID: unknown) =>
    (await im.rest(app, getSchedTask, { Sdkappid: app.appId, TaskID })).TaskInfo

  test('one goes out when its time has come, and not before', async () => {
    const app = await seed()
    const bob = await im.connect(app, 'bob', { instanceId: 'b' })

    const SchedAt = inMinutes(1)
    const { TaskID } = await im.rest(app, addSchedTask, planned(app, { SchedAt }))
    await runPushes(im, clock)
    const before = await toldTo([bob])
    const pending = await infoOf(app, TaskID)
    clock.pass(MINUTE)
    await runPushes(im, clock)

    expect(before).toEqual([])
    expect(pending).toEqual({
      TaskID,
      Sdkappid: app.appId,
      CreateAt: expect.any(String),
      Type: 'All',
      SchedAt,
      Content: content(),
      Title: 'News',
      Desc: 'Something happens',
      Status: 'pending',
      DispatchSuccess: false,
      DispatchErr: '',
      PushTaskID: '',
    })
    expect((await bob.next('message.received')).message).toMatchObject({ from: 'alice' })
    expect(await infoOf(app, TaskID)).toMatchObject({
      Status: 'dispatched',
      DispatchSuccess: true,
      PushTaskID: expect.stringMatching(/^schedule_/),
    })
  })

  test('by tag or by name it is for those alone', async () => {
    const app = await seed()
    await im.rest(app, memberLabels.addTag, {
      UserTags: [{ To_Account: 'bob', Tags: ['vip'] }],
    })
    const clients = await Promise.all(['bob', 'carol'].map((user) => im.connect(app, user)))

    await im.rest(
      app,
      addSchedTask,
      planned(app, { Type: 'Tag', Content: { ...content(), Condition: { TagsAnd: ['vip'] } } }),
    )
    clock.pass(11 * MINUTE)
    await runPushes(im, clock)
    const byTag = await toldTo(clients)
    await im.rest(
      app,
      addSchedTask,
      planned(app, { Type: 'User', Content: { ...content(), To_Account: ['carol', 'nobody'] } }),
    )
    clock.pass(11 * MINUTE)
    await runPushes(im, clock)

    expect(byTag).toEqual(['bob'])
    expect(await toldTo(clients)).toEqual(['carol'])
  })

  test('while it is pending it can be changed and given up', async () => {
    const app = await seed()
    const { TaskID } = await im.rest(app, addSchedTask, planned(app))
    const { TaskID: other } = await im.rest(app, addSchedTask, planned(app))
    const SchedAt = inMinutes(30)
    const named = { Sdkappid: app.appId, Type: 'All' }

    await im.rest(app, modifySchedTask, { ...named, TaskID, SchedAt, Content: content('Changed') })
    const info = await infoOf(app, TaskID)
    await im.rest(app, deleteSchedTask, { ...named, TaskID })
    const gone = await im.rest(app, getSchedTask, { Sdkappid: app.appId, TaskID })
    clock.pass(11 * MINUTE)
    await runPushes(im, clock)
    const late = [
      await im.rest(app, modifySchedTask, { ...named, TaskID: other }),
      await im.rest(app, deleteSchedTask, { ...named, TaskID: other }),
    ]

    expect(info).toMatchObject({ SchedAt, Title: 'Changed', Status: 'pending' })
    expect(gone).toMatchObject(failure(pushErrors.badSchedule))
    expect(late[0]).toMatchObject(failure(pushErrors.dispatched))
    expect(late[1]).toMatchObject(failure(pushErrors.dispatched))
  })

  test('one that cannot go out any more says why', async () => {
    const app = await seed()
    const { TaskID } = await im.rest(app, addSchedTask, planned(app))

    await setConf(im, app, { MassPush: false })
    clock.pass(11 * MINUTE)
    await runPushes(im, clock)
    await setConf(im, app, { MassPush: true })

    expect(await infoOf(app, TaskID)).toMatchObject({
      Status: 'failed',
      DispatchSuccess: false,
      DispatchErr: expect.stringMatching(/^90045/),
    })
  })

  test('they are listed by either time, of a span, with a word', async () => {
    const app = await seed()
    const add = (Title: string, minutes: number) =>
      im.rest(
        app,
        addSchedTask,
        planned(app, { SchedAt: inMinutes(minutes), Content: content(Title) }),
      )
    await add('late 100%', 30)
    clock.pass(MINUTE)
    await add('soon', 10)
    const titles = async (filter: object) => {
      const answer = await im.rest(app, listSchedTask, {
        Sdkappid: app.appId,
        Offset: 0,
        Want: 10,
        ...filter,
      })
      expect(answer.Total).toBe((answer.Tasks as unknown[]).length)
      return (answer.Tasks as { Title: string }[]).map(({ Title }) => Title)
    }

    expect(await titles({})).toEqual(['soon', 'late 100%'])
    expect(await titles({ OrderBy: 'schedAt', Asc: true })).toEqual(['soon', 'late 100%'])
    expect(await titles({ OrderBy: 'schedAt', Asc: false })).toEqual(['late 100%', 'soon'])
    expect(await titles({ OrderBy: 'createAt', Asc: true })).toEqual(['late 100%', 'soon'])
    expect(await titles({ Keyword: '0%' })).toEqual(['late 100%'])
    expect(await titles({ Keyword: '_' })).toEqual([])
    expect(
      await titles({ OrderBy: 'schedAt', BeginTime: inMinutes(5), EndTime: inMinutes(15) }),
    ).toEqual(['soon'])
    expect(
      await im.rest(app, listSchedTask, { Sdkappid: app.appId, Offset: 1, Want: 1 }),
    ).toMatchObject({ Total: 2, Tasks: [{ Title: 'late 100%' }] })
  })

  test('refuses what does not fit', async () => {
    const app = await seed()
    const { TaskID } = await im.rest(app, addSchedTask, planned(app))
    const named = { Sdkappid: app.appId, TaskID, Type: 'All' }
    const list = { Sdkappid: app.appId, Offset: 0, Want: 1 }
    const noOne = { ...content(), To_Account: [] }
    const cases: readonly (readonly [Command, object])[] = [
      [addSchedTask, planned(app, { Sdkappid: 1 })],
      [addSchedTask, planned(app, { Type: 'Other' })],
      [addSchedTask, planned(app, { SchedAt: inMinutes(-1) })],
      [addSchedTask, planned(app, { SchedAt: '2026-02-30 00:00:00' })],
      [addSchedTask, planned(app, { SchedAt: 'tomorrow' })],
      [addSchedTask, planned(app, { Content: { ...content(), From_Account: 'nobody' } })],
      [addSchedTask, planned(app, { Content: content('x'.repeat(10_240)) })],
      [addSchedTask, planned(app, { Type: 'Tag' })],
      [addSchedTask, planned(app, { Type: 'User', Content: noOne })],
      [addSchedTask, planned(app, { Type: 'User' })],
      [modifySchedTask, { ...named, TaskID: 'sched_0' }],
      [modifySchedTask, { ...named, Type: 'Tag' }],
      [modifySchedTask, { ...named, SchedAt: inMinutes(-1) }],
      [deleteSchedTask, { ...named, TaskID: 'a\0b' }],
      [deleteSchedTask, { ...named, Sdkappid: 1 }],
      [getSchedTask, { ...named, TaskID: 'sched_0' }],
      [listSchedTask, { ...list, Want: 0 }],
      [listSchedTask, { ...list, Keyword: 'a\0b' }],
      [listSchedTask, { ...list, BeginTime: '2026-13-01 00:00:00' }],
    ]

    for (const [command, body] of cases) {
      const answer = await im.rest(app, command, body)
      expect([command.name, body, answer.ErrorCode]).toEqual([command.name, body, 90104])
    }
  })

  test('nothing of it without the switch or the plan', async () => {
    const off = await seedApp(im, 'alice')
    const poor = await seedPushApp(im, 'alice')
    await putOnPlan(im, poor, 'standard')
    const rich = await seedApp(im, 'alice')
    await putOnPlan(im, rich, 'premium')
    await setConf(im, rich, { MassPush: true })
    const { TaskID } = await im.rest(rich, addSchedTask, planned(rich))
    const named = (app: TestApp) => ({ Sdkappid: app.appId, TaskID, Type: 'All' })
    const calls: readonly (readonly [Command, (app: TestApp) => object])[] = [
      [addSchedTask, planned],
      [modifySchedTask, named],
      [getSchedTask, named],
      [deleteSchedTask, named],
      [listSchedTask, ({ appId }) => ({ Sdkappid: appId, Offset: 0, Want: 1 })],
    ]

    for (const [command, bodyOf] of calls) {
      const codes = await Promise.all(
        [off, poor, rich].map(async (app) => (await im.rest(app, command, bodyOf(app))).ErrorCode),
      )
      expect([command.name, codes]).toEqual([command.name, [90045, 90045, 0]])
    }
  })
})
