import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  commonErrors,
  deleteSdkAppId,
  messageErrors,
  modifyAccountInfo,
  portraitGet,
  stopSdkAppId,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { DAY, createMovingClock } from '../moving-clock.ts'
import { ask, failure, send } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { text } from '../talk.ts'

const path = 'im_open_login_svc/account_check'
const good = JSON.stringify({ CheckItem: [{ UserID: 'alice' }] })

describe.each(storages)('the envelope of REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({ defaultPlan: 'developer' }, { now: clock.now })
    app = await im.seedApp('alice')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('a good call answers 200 with the envelope and the headers of the contract', async () => {
    const response = await send(im, app, { path, body: good })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-headers')).toBe('X-Requested-With')
    expect(response.headers.get('access-control-allow-methods')).toBe('POST')
    expect(await response.json()).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      ResultItem: [{ UserID: 'alice', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' }],
    })
  })

  test('a failure answers 200 too', async () => {
    expect((await send(im, app, { path, body: '{' })).status).toBe(200)
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s answers 60002', async (method) => {
    expect(await ask(im, app, { path, method })).toMatchObject(failure(commonErrors.badHttp))
  })

  test.each([
    ['broken JSON', '{"CheckItem":'],
    ['nothing', ''],
    ['an array', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ])('a body of %s answers 60003', async (_, body) => {
    expect(await ask(im, app, { path, body })).toMatchObject(failure(commonErrors.badJson))
  })

  test('a byte order mark before the JSON does no harm', async () => {
    expect(await ask(im, app, { path, body: `\ufeff${good}` })).toMatchObject({ ErrorCode: 0 })
  })

  test.each([
    ['over what the door takes', 1024 * 1024 + 1],
    ['far over it', 3 * 1024 * 1024],
  ])('a body %s answers 60002', async (_, bytes) => {
    const body = new Uint8Array(bytes).fill(0x20)

    expect(await ask(im, app, { path, body })).toMatchObject(failure(commonErrors.badHttp))
  })

  test('a body beyond all measure is refused, and the next call is answered', async () => {
    const body = new Uint8Array(8 * 1024 * 1024)
    const refused = await send(im, app, { path, body }).then(
      ({ status }) => status,
      () => 'cut off',
    )

    expect([413, 'cut off']).toContain(refused)
    expect(await ask(im, app, { path, body: good })).toMatchObject({ ErrorCode: 0 })
  })

  test.each([undefined, ''])('identifier %p answers 60004', async (identifier) => {
    const answer = await ask(im, app, { path, query: { identifier } })

    expect(answer).toMatchObject(failure(commonErrors.badAccount))
  })

  test.each(['1', 'x', '-1', '14000000.5', '99999999999', '0x10', ' 7'])(
    'sdkappid %p answers 60006',
    async (sdkappid) => {
      const answer = await ask(im, app, { path, query: { sdkappid } })

      expect(answer).toMatchObject(failure(commonErrors.badSdkAppId))
    },
  )

  test.each([undefined, ''])('sdkappid %p answers 60012', async (sdkappid) => {
    const answer = await ask(im, app, { path, query: { sdkappid } })

    expect(answer).toMatchObject(failure(commonErrors.missingSdkAppId))
  })

  test.each([
    'im_open_login_svc/no_such',
    'no_such/account_check',
    'IM_open_login_svc/account_check',
    'im_open_login_svc/account_check/',
    'im_open_login_svc',
    'constructor/__proto__',
    '',
  ])('the path %p answers 60009', async (unknown) => {
    expect(await ask(im, app, { path: unknown })).toMatchObject(
      failure(commonErrors.unknownCommand),
    )
  })

  test.each(['alice', 'stranger'])('%s, who is no administrator, answers 60010', async (who) => {
    const query = { identifier: who, usersig: im.userSig(app, who) }

    expect(await ask(im, app, { path, query })).toMatchObject(failure(commonErrors.notAdmin))
  })

  test('an account that was made an administrator may call, and no longer when it is not', async () => {
    const own = await im.seedApp('boss')
    const account = { SDKAppID: own.appId, UserID: 'boss' }
    const call = {
      path,
      query: { identifier: 'boss', usersig: im.userSig(own, 'boss') },
      body: good,
    }

    await im.act(modifyAccountInfo, { ...account, AccountType: 'administrator' })
    const allowed = await ask(im, own, call)
    await im.act(modifyAccountInfo, { ...account, AccountType: 'ordinary' })
    const refused = await ask(im, own, call)

    expect(allowed).toMatchObject({ ErrorCode: 0 })
    expect(refused).toMatchObject(failure(commonErrors.notAdmin))
  })

  test.each([
    { random: 'x' },
    { random: '-1' },
    { random: '4294967296' },
    { random: '' },
    { contenttype: 'xml' },
    { contenttype: 'JSON' },
  ])('the parameter %p answers 60025', async (query) => {
    const answer = await ask(im, app, { path, query })

    expect(answer).toMatchObject(failure(commonErrors.badUrlParameter))
  })

  test('random takes the largest number of 32 bits, and parameters come in any order', async () => {
    const query = { random: undefined, sdkappid: undefined }
    const call = { path, query: { ...query, random: '4294967295', sdkappid: String(app.appId) } }

    expect(await ask(im, app, { ...call, body: good })).toMatchObject({ ErrorCode: 0 })
  })

  test('a disabled app answers 60016, a deleted one 60006', async () => {
    const own = await im.seedApp()
    await im.act(stopSdkAppId, { SDKAppID: own.appId })
    const disabled = await ask(im, own, { path, body: good })
    await im.act(deleteSdkAppId, { SDKAppID: own.appId })
    const deleted = await ask(im, own, { path, body: good })

    expect(disabled).toMatchObject(failure(commonErrors.appDisabled))
    expect(deleted).toMatchObject(failure(commonErrors.badSdkAppId))
  })

  test.each([
    [
      'openim/sendmsg',
      { To_Account: 5, MsgRandom: 7, MsgBody: text('hello') },
      messageErrors.badReceiver,
      'To_Account',
    ],
    [
      'openim/sendmsg',
      { To_Account: 'alice', MsgRandom: '7', MsgBody: [] },
      messageErrors.badRandom,
      'MsgRandom',
    ],
    ['profile/portrait_get', { To_Account: [7], TagList: ['a'] }, { code: 40002 }, 'To_Account.0'],
    ['im_open_login_svc/kick', { UserID: {} }, { code: 70402 }, 'UserID'],
  ])(
    'a wrong type in %s %j is answered with the name of the field',
    async (path, body, row, name) => {
      const answer = await ask(im, app, { path, body: JSON.stringify(body) })

      expect(answer).toMatchObject(failure(row))
      expect(answer.ErrorInfo).toContain(name)
    },
  )

  test('profile commands carry ErrorDisplay, in failures too', async () => {
    const call = { To_Account: ['alice'], TagList: ['Tag_Profile_IM_Nick'] }

    expect(await im.rest(app, portraitGet, call)).toMatchObject({ ErrorDisplay: '' })
    expect(await im.rest(app, portraitGet, {})).toMatchObject({
      ErrorCode: 40002,
      ErrorDisplay: '',
    })
  })

  // The last one: the clock goes on and all apps of the plan with it.
  test('an app whose plan has run out answers 60020', async () => {
    clock.pass(31 * DAY)
    const usersig = im.userSig(app, 'administrator', clock.seconds())

    const answer = await ask(im, app, { path, query: { usersig }, body: good })

    expect(answer).toMatchObject(failure(commonErrors.planExpired))
  })
})
