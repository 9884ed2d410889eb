import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { accountErrors, messageErrors, queryOnlineStatus } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { DAY, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

describe.each(storages)('query_online_status on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** The state of one account, looked at until the server has seen the socket close. */
  async function untilStatus(
    im: TestServer,
    app: TestApp,
    userId: string,
    wanted: string,
  ): Promise<void> {
    for (;;) {
      const { QueryResult } = await im.rest(app, queryOnlineStatus, { To_Account: [userId] })
      const [first] = QueryResult as [{ Status: string }]
      if (first.Status === wanted) return
    }
  }

  test('tells who is online and who is not imported', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.connect(app, 'alice')

    const answer = await im.rest(app, queryOnlineStatus, {
      To_Account: ['bob', 'alice', 'nobody', 'alice', 'no UserID'],
    })

    expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
    expect(answer.QueryResult).toHaveLength(2)
    expect(answer.QueryResult).toContainEqual({ To_Account: 'alice', Status: 'Online' })
    expect(answer.QueryResult).toContainEqual({ To_Account: 'bob', Status: 'Offline' })
    expect(answer.ErrorList).toEqual([
      { To_Account: 'nobody', ErrorCode: 70107 },
      { To_Account: 'no UserID', ErrorCode: 70107 },
    ])
  })

  test('answers the same under its older name', async () => {
    const app = await seedApp(im, 'alice')
    await im.connect(app, 'alice', { platform: 'iPad', instanceId: 'pad' })
    const body = { To_Account: ['alice', 'nobody'], IsNeedDetail: 1, IsReturnInstid: 1 }

    const older = await ask(im, app, { path: 'openim/querystate', body: JSON.stringify(body) })

    expect(older).toMatchObject({ QueryResult: [{ To_Account: 'alice', Status: 'Online' }] })
    expect(older).toEqual(await im.rest(app, queryOnlineStatus, body))
  })

  test('adds devices, their instances and the custom status on request', async () => {
    const app = await seedApp(im, 'alice')
    await im.connect(app, 'alice', { platform: 'Web', instanceId: 'tab' })
    await im.connect(app, 'alice', { platform: 'Windows', instanceId: 'desk' })

    const answer = await im.rest(app, queryOnlineStatus, {
      To_Account: ['alice'],
      IsNeedDetail: 1,
      IsReturnInstid: 1,
      IsReturnCustomStatus: 1,
    })

    expect(answer.QueryResult).toEqual([
      {
        To_Account: 'alice',
        Status: 'Online',
        CustomStatus: '',
        Detail: [
          { Platform: 'Web', Status: 'Online', Instid: 'tab' },
          { Platform: 'PC', Status: 'Online', Instid: 'desk' },
        ],
      },
    ])
  })

  test('a phone that lost its network is PushOnline for 7 days, a page Offline at once', async () => {
    const clock = createMovingClock()
    await using im = await start({}, { now: clock.now })
    const app = await seedApp(im, 'phone', 'page')
    const phone = await im.connect(app, 'phone', { platform: 'Android' })
    const page = await im.connect(app, 'page', { platform: 'Web' })

    phone.terminate()
    page.terminate()
    await untilStatus(im, app, 'phone', 'PushOnline')
    await untilStatus(im, app, 'page', 'Offline')
    clock.pass(7 * DAY)
    const usersig = im.userSig(app, 'administrator', clock.seconds())
    const url = new URL(im.restUrl(app, 'openim/query_online_status'))
    url.searchParams.set('usersig', usersig)
    const later = await fetch(url, { method: 'POST', body: '{"To_Account":["phone"]}' })

    expect(await later.json()).toMatchObject({ QueryResult: [{ Status: 'Offline' }] })
  })

  test('a phone that signed out is Offline at once', async () => {
    const app = await seedApp(im, 'alice')
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })

    await phone.request('logout', {})
    await phone.closed

    await untilStatus(im, app, 'alice', 'Offline')
  })

  test('answers 70107 where nobody of the list is imported', async () => {
    const app = await seedApp(im)

    const answer = await im.rest(app, queryOnlineStatus, { To_Account: ['nobody'] })

    expect(answer).toMatchObject(failure(accountErrors.notImported))
  })

  test('takes 500 accounts and refuses 501', async () => {
    const app = await seedApp(im, 'u1')
    const ask = (count: number) =>
      im.rest(app, queryOnlineStatus, { To_Account: numbers(count).map((n) => `u${n}`) })

    expect(await ask(500)).toMatchObject({ ErrorCode: 0 })
    expect(await ask(501)).toMatchObject(failure(messageErrors.tooManyReceivers))
  })

  test.each([
    [{ To_Account: 'alice' }, messageErrors.badReceiver],
    [{ To_Account: [7] }, messageErrors.badReceiver],
    [{ To_Account: [] }, messageErrors.badJson],
    [{}, messageErrors.badReceiver],
    [{ To_Account: ['alice'], IsNeedDetail: 2 }, messageErrors.badJson],
  ])('refuses %j', async (body, row) => {
    const app = await seedApp(im)

    expect(await im.rest(app, queryOnlineStatus, body)).toMatchObject(failure(row))
  })
})
