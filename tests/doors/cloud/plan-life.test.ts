import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { BillingState } from '@yanshu/protocol'
import {
  accountCheck,
  closes,
  commonErrors,
  createDev,
  deleteSdkAppId,
  describeAppAndAccountInfo,
  describePlans,
  gatewayErrors,
  login,
  setBillingState,
  stopSdkAppId,
  updatePostPayPackage,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { RawClient, readPlanFile } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { DAY, MINUTE, movingClockAt } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

const HOUR = 60 * MINUTE
const START = Date.parse('2027-05-17T08:00:00Z')

const plans = readPlanFile(
  JSON.stringify([{ id: 'gold', extends: 'premium', level: 3, historyDays: 90 }]),
)

/** The codes of both doors, and the status that the console shows. */
interface State {
  readonly rest: number
  readonly login: number
  readonly status: string
}

describe.each(storages)('the plan of an app on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = movingClockAt(START)
    im = await start({ defaultPlan: 'developer', plans }, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const pass = async (time: number) => {
    clock.pass(time)
    await im.signIn()
  }
  const codeOf = async (request: Promise<unknown>) => {
    const code: unknown = await refusal(request)
    return code ?? 'done'
  }
  const rest = async (app: TestApp) => {
    const query = { usersig: im.userSig(app, 'administrator', clock.seconds()) }
    const body = { CheckItem: [{ UserID: 'ann' }] }
    return (await im.rest(app, accountCheck, body, query)).ErrorCode
  }
  const signIn = async (app: TestApp) => {
    const client = await RawClient.connect(im.url)
    const userSig = im.userSig(app, 'ann', clock.seconds())
    const code = await refusal(client.call(login, { sdkAppId: app.appId, userId: 'ann', userSig }))
    client.close()
    return code ?? 0
  }
  /** What both doors say, and what the console shows. */
  const stateOf = async (app: TestApp): Promise<State> => {
    const info = await im.act(describeAppAndAccountInfo, { SDKAppID: app.appId })
    return { rest: await rest(app), login: await signIn(app), status: info.Status }
  }
  const works: State = { rest: 0, login: 0, status: 'enabled' }
  const stoppedAs = (status: string): State => ({
    rest: commonErrors.planExpired.code,
    login: gatewayErrors.planExpired.code,
    status,
  })
  const paid = async (plan = 'standard') => {
    const app = await seedApp(im, 'ann')
    await putOnPlan(im, app, plan)
    return app
  }
  const bill = ({ appId }: TestApp, State: BillingState) =>
    im.act(setBillingState, { SDKAppID: appId, State })
  const upgrade = ({ appId }: TestApp, Plan: string, Months?: number) =>
    im.act(updatePostPayPackage, {
      SDKAppID: appId,
      Plan,
      AgreeToTerms: true,
      ...(Months === undefined ? {} : { Months }),
    })
  const planOf = async ({ appId }: TestApp) =>
    (await im.act(describeAppAndAccountInfo, { SDKAppID: appId })).Plan

  test('developer ends after a calendar month, and is extended by another', async () => {
    const app = await seedApp(im, 'ann')
    const { SDKAppID, ExpireTime } = await im.act(describeAppAndAccountInfo, {
      SDKAppID: app.appId,
    })
    const early = await codeOf(im.act(createDev, { SDKAppID }))
    await pass(31 * DAY - MINUTE)
    const lastMinute = await stateOf(app)
    await pass(2 * MINUTE)
    const ended = await stateOf(app)
    await im.act(createDev, { SDKAppID })

    expect(ExpireTime).toBe(Date.parse('2027-06-17T08:00:00Z') / 1000)
    expect(early).toBe('OperationDenied')
    expect(lastMinute).toEqual(works)
    expect(ended).toEqual(stoppedAs('expired'))
    expect(await stateOf(app)).toEqual(works)
  })

  test('is not extended where it is no trial', async () => {
    const app = await paid()

    expect(await codeOf(im.act(createDev, { SDKAppID: app.appId }))).toBe('OperationDenied')
  })

  test('paid stops a day after it fell into arrears, and works again when paid', async () => {
    const app = await paid()
    await bill(app, 'arrears')
    await pass(24 * HOUR - MINUTE)
    const inGrace = await stateOf(app)
    await pass(2 * MINUTE)
    const after = await stateOf(app)
    await bill(app, 'current')

    expect(inGrace).toEqual(works)
    expect(after).toEqual(stoppedAs('arrears'))
    expect(await stateOf(app)).toEqual(works)
  })

  test('paid stops at once when refunded, with its sessions, and is revived by renewing', async () => {
    const app = await paid()
    const ann = await im.connect(app, 'ann', { userSig: im.userSig(app, 'ann', clock.seconds()) })
    await bill(app, 'refunded')
    const closed = await ann.closed
    const stopped = await stateOf(app)
    await upgrade(app, 'standard', 1)

    expect(closed).toEqual(closes.appStopped)
    expect(stopped).toEqual(stoppedAs('refunded'))
    expect(await stateOf(app)).toEqual(works)
  })

  test('has no billing state where it is not paid for', async () => {
    const app = await seedApp(im, 'ann')

    expect(await codeOf(bill(app, 'arrears'))).toBe('OperationDenied')
  })

  test('goes up and never back', async () => {
    const app = await seedApp(im, 'ann')

    await upgrade(app, 'standard', 1)
    const back = await codeOf(upgrade(app, 'developer', 1))
    await upgrade(app, 'premium', 1)
    const down = await codeOf(upgrade(app, 'standard', 1))
    const unknown = await codeOf(upgrade(app, 'platinum', 1))

    expect([back, down, unknown]).toEqual(Array(3).fill('OperationDenied'))
    expect(await planOf(app)).toBe('premium')
  })

  test('of the operator’s own file is offered like the others', async () => {
    const app = await seedApp(im, 'ann')
    await upgrade(app, 'gold')

    const { Plans } = await im.act(describePlans, {})

    expect(Plans.find(({ Id }) => Id === 'gold')).toMatchObject({
      Level: 3,
      Paid: true,
      HistoryDays: 90,
    })
    expect(await planOf(app)).toBe('gold')
  })

  test('that was bought for months ends with them', async () => {
    const app = await seedApp(im, 'ann')
    await upgrade(app, 'standard', 1)
    await pass(32 * DAY)
    const ended = await stateOf(app)
    await upgrade(app, 'standard', 2)

    expect(ended).toEqual(stoppedAs('expired'))
    expect(await stateOf(app)).toEqual(works)
  })

  test('is not changed by whoever does not agree to the terms', async () => {
    const app = await seedApp(im, 'ann')
    const request = {
      SDKAppID: app.appId,
      Plan: 'standard',
      AgreeToTerms: false as unknown as true,
    }

    expect(await codeOf(im.act(updatePostPayPackage, request))).toBe('InvalidParameterValue')
    expect(await planOf(app)).toBe('developer')
  })

  test('decides who deletes: a disabled trial goes, an enabled or a paid one does not', async () => {
    const trial = await seedApp(im, 'ann')
    const SDKAppID = trial.appId
    const bought = await paid()
    await im.act(stopSdkAppId, { SDKAppID: bought.appId })
    const enabled = await codeOf(im.act(deleteSdkAppId, { SDKAppID }))
    const refused = await codeOf(im.act(deleteSdkAppId, { SDKAppID: bought.appId }))
    await im.act(stopSdkAppId, { SDKAppID })
    await im.act(deleteSdkAppId, { SDKAppID })

    expect([enabled, refused]).toEqual(['OperationDenied.AppEnabled', 'OperationDenied.AppPaid'])
    expect(await codeOf(im.act(describeAppAndAccountInfo, { SDKAppID }))).toBe(
      'ResourceNotFound.App',
    )
    expect(await rest(trial)).toBe(commonErrors.badSdkAppId.code)
  })
})
