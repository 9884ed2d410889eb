import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { describeConfInfo, messageHistory, sendMsg, setConfInfo } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { DAY, movingClockAt } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo } from '../talk.ts'

describe.each(storages)('the history days of an app on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = movingClockAt(Date.parse('2027-03-10T02:00:00Z'))
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const set = async ({ appId }: TestApp, HistoryDays: number) => {
    await im.signIn()
    return im.act(setConfInfo, { SDKAppID: appId, HistoryDays }).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
  }
  const seen = async (app: TestApp) => {
    const userSig = im.userSig(app, 'bob', clock.seconds())
    const bob = await im.connect(app, 'bob', { userSig })
    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice', limit: 20 })
    bob.close()
    return messages.length
  }

  test('take effect at once, shorter and longer, and change once a calendar month', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await putOnPlan(im, app, 'premium')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1), {
      usersig: im.userSig(app, 'administrator', clock.seconds()),
    })

    const longer = await set(app, 90)
    clock.pass(20 * DAY)
    const again = await set(app, 30)
    const { HistoryDaysChangeableAt } = await im.act(describeConfInfo, { SDKAppID: app.appId })
    clock.pass(20 * DAY)
    const before = await seen(app)
    const nextMonth = await set(app, 30)
    const after = await seen(app)

    expect([longer, again, nextMonth]).toEqual(['done', 'OperationDenied', 'done'])
    expect(HistoryDaysChangeableAt).toBe(Date.parse('2027-04-01T00:00:00Z') / 1000)
    expect([before, after]).toEqual([1, 0])
  })

  test.each([
    ['developer', 30],
    ['standard', 0],
    ['premium', 7],
  ])('the plan %s does not offer %d', async (plan, days) => {
    const app = await seedApp(im)
    await putOnPlan(im, app, plan)

    expect(await set(app, days)).toBe('OperationDenied')
  })

  test.each([
    ['standard', 30],
    ['premium', 360],
    ['private', 7],
  ])('the plan %s offers %d', async (plan, days) => {
    const app = await seedApp(im)
    await putOnPlan(im, app, plan)

    expect(await set(app, days)).toBe('done')
  })
})
