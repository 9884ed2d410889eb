import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  createDev,
  describeAppAndAccountInfo,
  describeConfInfo,
  describePlans,
  setBillingState,
  setConfInfo,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { DAY, movingClockAt } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'

const START = Date.parse('2027-03-10T02:00:00Z')

describe.each(storages)('plans on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = movingClockAt(START)
    im = await start({ defaultPlan: 'developer' }, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const look = async ({ appId }: TestApp) => {
    await im.signIn()
    return im.act(describeAppAndAccountInfo, { SDKAppID: appId })
  }
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
  const move = async ({ appId }: TestApp, Plan: string, Months?: number) => {
    await im.signIn()
    return outcome(
      im.act(updatePostPayPackage, {
        SDKAppID: appId,
        Plan,
        AgreeToTerms: true,
        ...(Months === undefined ? {} : { Months }),
      }),
    )
  }

  test('are told by rising level, with what is free of each month', async () => {
    await im.signIn()
    const { Plans } = await im.act(describePlans, {})

    expect(
      Plans.map(({ Id, Quotas }) => [Id, Quotas.peakGroups, Quotas.freeMonthlyActive]),
    ).toEqual([
      ['developer', 100, 100],
      ['standard', null, 10_000],
      ['premium', null, 10_000],
      ['private', null, null],
    ])
  })

  test('are moved to upwards only, and renewed from their end', async () => {
    const app = await seedApp(im)

    expect(await move(app, 'standard', 2)).toBe('done')
    const { ExpireTime: first } = await look(app)
    expect(await move(app, 'standard', 1)).toBe('done')
    const { ExpireTime: second, Plan } = await look(app)
    expect(Plan).toBe('standard')
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual((27 * DAY) / 1000)
    expect(await move(app, 'developer')).toBe('OperationDenied')
    expect(await move(app, 'premium')).toBe('done')
    expect(await move(app, 'standard')).toBe('OperationDenied')
    expect(await look(app)).toMatchObject({ Plan: 'premium', ExpireTime: null })
  })

  test('of a trial are extended once it has ended', async () => {
    const app = await seedApp(im)
    const extend = async () => {
      await im.signIn()
      return outcome(im.act(createDev, { SDKAppID: app.appId }))
    }

    expect(await extend()).toBe('OperationDenied')
    clock.pass(40 * DAY)
    expect(await look(app)).toMatchObject({ Status: 'expired' })
    expect(await extend()).toBe('done')
    expect(await look(app)).toMatchObject({ Status: 'enabled' })
  })

  test('that are not paid for stop after a day in arrears, refunded at once, and revive', async () => {
    const app = await seedApp(im)
    const bill = async (State: 'current' | 'arrears' | 'refunded') => {
      await im.signIn()
      return outcome(im.act(setBillingState, { SDKAppID: app.appId, State }))
    }

    expect(await bill('arrears')).toBe('OperationDenied')
    await putOnPlan(im, app, 'standard')
    expect(await bill('arrears')).toBe('done')
    expect(await look(app)).toMatchObject({ Status: 'enabled', Billing: 'arrears' })
    clock.pass(DAY)
    expect(await look(app)).toMatchObject({ Status: 'arrears' })
    expect(await bill('refunded')).toBe('done')
    expect(await look(app)).toMatchObject({ Status: 'refunded' })
    expect(await move(app, 'standard')).toBe('done')
    expect(await look(app)).toMatchObject({ Status: 'enabled', Billing: 'current' })
  })

  test('that leave out what was switched on before let other settings be changed', async () => {
    const app = await seedApp(im)
    await setConf(im, app, { UserStatus: true })
    await putOnPlan(im, app, 'standard')
    const set = (change: object) => outcome(im.act(setConfInfo, { SDKAppID: app.appId, ...change }))
    await im.signIn()

    expect(await set({ RecallSeconds: 60 })).toBe('done')
    expect(await set({ MassPush: true })).toBe('OperationDenied')
    expect(await im.act(describeConfInfo, { SDKAppID: app.appId })).toMatchObject({
      RecallSeconds: 60,
      UserStatus: true,
    })
  })
})
