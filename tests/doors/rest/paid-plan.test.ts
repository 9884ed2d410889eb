import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  accountErrors,
  accountImport,
  multiAccountImport,
  presenceGet,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { DAY, createMovingClock, type MovingClock } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

describe.each(storages)('an app on a paid plan on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const buy = (plan: string) => putOnPlan(im, app, plan)
  const call = (name: string, body: object) =>
    ask(im, app, {
      path: `im_open_login_svc/${name}`,
      query: { usersig: im.userSig(app, 'administrator', clock.seconds()) },
      body: JSON.stringify(body),
    })

  test('does not let its accounts be deleted', async () => {
    await buy('standard')

    const answer = await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })

    expect(answer).toMatchObject(failure(accountErrors.deleteRefused))
    expect(await im.rest(app, accountImport, { UserID: 'alice' })).toMatchObject({ ErrorCode: 0 })
  })

  test('lets them be deleted where the app’s switch says so', async () => {
    await buy('standard')
    await setConf(im, app, { AccountDeletion: true })

    const answer = await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })
    const back = await im.rest(app, accountImport, { UserID: 'alice' })
    await setConf(im, app, { AccountDeletion: false })
    const refused = await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })

    expect(answer).toMatchObject({ ErrorCode: 0, ResultItem: [{ ResultCode: 0 }] })
    expect(back).toMatchObject(failure(accountErrors.deletedRecently))
    expect(refused).toMatchObject(failure(accountErrors.deleteRefused))
  })

  test('tells of others’ presence only where the plan includes it', async () => {
    await im.platform.im.apps.setConf(app.appId, { UserStatus: true })
    await buy('standard')
    const alice = await im.connect(app, 'alice')

    const answer = alice.call(presenceGet, { userIds: ['bob'] })

    await expect(answer).rejects.toMatchObject({ code: accountErrors.statusOff.code })
  })

  test('takes a deleted UserID back after 90 days, and not before', async () => {
    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })
    await buy('premium')

    const soon = await im.rest(app, accountImport, { UserID: 'alice' })
    const many = await im.rest(app, multiAccountImport, { Accounts: ['alice', 'carol'] })
    clock.pass(90 * DAY)
    const later = await call('account_import', { UserID: 'alice' })

    expect(soon).toMatchObject(failure(accountErrors.deletedRecently))
    expect(many).toMatchObject({ ErrorCode: 0, FailAccounts: ['alice'] })
    expect(later).toMatchObject({ ErrorCode: 0 })
  })
})
