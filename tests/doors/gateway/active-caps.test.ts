import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { accountCheck, accountErrors, login } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { RawClient, readPlanFile } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { DAY, movingClockAt } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { ask } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const plans = readPlanFile(
  JSON.stringify([
    { id: 'two_a_day', extends: 'private', quotas: { dailyActive: 2 } },
    { id: 'three_a_month', extends: 'private', quotas: { dailyActive: 2, monthlyActive: 3 } },
  ]),
)

/** Far from the ends of a day and a month in Beijing. */
const MORNING = Date.parse('2027-03-10T02:00:00Z')

describe.each(storages)('caps on active accounts on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = movingClockAt(MORNING)
    im = await start({ plans }, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const appOn = async (plan: string) => {
    const app = await seedApp(im, 'ann', 'ben', 'cas', 'dan')
    await putOnPlan(im, app, plan)
    return app
  }
  /** The code of a login: 0 for one that succeeds. */
  const signIn = async (app: TestApp, userId: string): Promise<number> => {
    const client = await RawClient.connect(im.url)
    const userSig = im.userSig(app, userId, clock.seconds())
    const code = await client.call(login, { sdkAppId: app.appId, userId, userSig }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
    client.close()
    return code
  }
  const signInAll = async (app: TestApp, ...userIds: readonly string[]) => {
    const codes: number[] = []
    for (const userId of userIds) codes.push(await signIn(app, userId))
    return codes
  }
  const { code: dailyCap } = accountErrors.dailyCap
  const { code: monthlyCap } = accountErrors.monthlyCap

  test('a new account beyond the day’s cap is refused with 72000; those counted go on', async () => {
    const app = await appOn('two_a_day')

    expect(await signInAll(app, 'ann', 'ben', 'cas', 'ann', 'ben')).toEqual([0, 0, dailyCap, 0, 0])
  })

  test('REST goes on', async () => {
    const app = await appOn('two_a_day')
    await signInAll(app, 'ann', 'ben', 'cas')

    const answer = await ask(im, app, {
      path: `${accountCheck.service}/${accountCheck.name}`,
      query: { usersig: im.userSig(app, 'administrator', clock.seconds()) },
      body: JSON.stringify({ CheckItem: [{ UserID: 'cas' }] }),
    })

    expect(answer).toMatchObject({ ErrorCode: 0 })
  })

  test('a plan without caps takes everybody', async () => {
    const app = await appOn('private')

    expect(await signInAll(app, 'ann', 'ben', 'cas', 'dan')).toEqual([0, 0, 0, 0])
  })

  test('many at once do not pass the cap', async () => {
    const app = await seedApp(im, ...numbers(8).map((number) => `u${number}`))
    await putOnPlan(im, app, 'two_a_day')

    const codes = await Promise.all(numbers(8).map((number) => signIn(app, `u${number}`)))

    expect(codes.filter((code) => code === 0)).toHaveLength(2)
  })

  test('a new day makes room, until the month is full and answers 72002', async () => {
    const app = await appOn('three_a_month')
    const first = await signInAll(app, 'ann', 'ben', 'cas')
    clock.pass(DAY)
    const second = await signInAll(app, 'cas', 'dan', 'ann')
    clock.pass(DAY)
    const third = await signInAll(app, 'dan', 'ann', 'ben')
    clock.pass(31 * DAY)
    const nextMonth = await signInAll(app, 'dan', 'ann')

    expect(first).toEqual([0, 0, dailyCap])
    expect(second).toEqual([0, monthlyCap, 0])
    expect(third).toEqual([monthlyCap, 0, 0])
    expect(nextMonth).toEqual([0, 0])
  })

  test('a day ends at midnight in Beijing', async () => {
    const app = await appOn('two_a_day')
    await signInAll(app, 'ann', 'ben')
    clock.pass(Date.parse('2027-04-13T15:59:59Z') - clock.now())
    await signInAll(app, 'ann', 'ben')
    const before = await signIn(app, 'cas')
    clock.pass(1000)
    const after = await signIn(app, 'cas')

    expect([before, after]).toEqual([dailyCap, 0])
  })
})
