import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountCheck,
  accountErrors,
  accountImport,
  gatewayErrors,
  login,
  messageSend,
  ping,
  stopSdkAppId,
} from '@yanshu/protocol'
import type { ParamsOf } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { RawClient } from '@yanshu/server/testing'
import { DAY, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { toPeer } from '../talk.ts'

const AUTH_FAILED = { code: 4401, reason: 'authentication failed' }

describe.each(storages)('login on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const paramsOf = (app: TestApp, userId: string): ParamsOf<typeof login> => ({
    sdkAppId: app.appId,
    userId,
    userSig: im.userSig(app, userId),
  })

  test('answers who signed in, and where the log is', async () => {
    const app = await seedApp(im)
    await im.rest(app, accountImport, { UserID: 'alice', Nick: 'Al' })
    const client = await RawClient.connect(im.url)

    const result = await client.call(login, { ...paramsOf(app, 'alice'), instanceId: 'tab-1' })

    expect(result).toEqual({
      userId: 'alice',
      tinyId: expect.stringMatching(/^144115\d+$/),
      instanceId: 'tab-1',
      serverTime: expect.any(Number),
      heartbeatSeconds: 30,
      cursor: expect.any(String),
      profile: { Tag_Profile_IM_Nick: 'Al' },
      profileUpdatedAt: 0,
      defaultAllowType: 'AllowType_Type_AllowAny',
    })
    expect(Math.abs(result.serverTime - Date.now())).toBeLessThan(5000)
  })

  test('gives a device without an instance one', async () => {
    const app = await seedApp(im, 'alice')
    const one = await im.connect(app, 'alice', { platform: 'Web' })
    const other = await im.connect(app, 'alice', { platform: 'Android' })

    expect(one.login.instanceId).not.toBe(other.login.instanceId)
    expect(one.login.tinyId).toBe(other.login.tinyId)
  })

  test('the tiny id is in the ids of the own messages', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const { id } = await alice.call(messageSend, toPeer('bob', 7))

    expect(id).toBe(`${alice.login.tinyId}-1700000000-7`)
  })

  test('creates an account that was never imported', async () => {
    const app = await seedApp(im)

    const fresh = await im.connect(app, 'newcomer')

    expect(fresh.login).toMatchObject({ userId: 'newcomer', profile: {} })
    const answer = await im.rest(app, accountCheck, { CheckItem: [{ UserID: 'newcomer' }] })
    expect(answer).toMatchObject({ ResultItem: [{ AccountStatus: 'Imported' }] })
  })

  test('of a newcomer at once on many connections creates one account', async () => {
    const app = await seedApp(im)

    await Promise.all([1, 2, 3, 4, 5].map(() => im.connect(app, 'newcomer')))

    expect(await im.platform.im.accounts.counts(app.appId)).toMatchObject({ all: 2 })
  })

  test('does not create an account with a reserved name', async () => {
    const app = await seedApp(im)

    await expect(im.connect(app, '@TGS#1')).rejects.toMatchObject({ code: 70402 })
  })

  describe('is refused, and the connection closed with 4401', () => {
    const cases: readonly [string, number, (app: TestApp) => Record<string, unknown>][] = [
      ['an app that does not exist', accountErrors.noApp.code, () => ({ sdkAppId: 1 })],
      ['no UserSig', accountErrors.sigEmpty.code, () => ({ userSig: '' })],
      ['no base64', accountErrors.sigNotBase64.code, () => ({ userSig: '!!' })],
      ['nothing packed', accountErrors.sigMalformed.code, () => ({ userSig: 'abcd' })],
      [
        'the UserSig of another user',
        accountErrors.sigOtherUser.code,
        (app) => ({ userSig: im.userSig(app, 'bob') }),
      ],
      [
        'the UserSig of another app',
        accountErrors.sigOtherApp.code,
        (app) => ({ userSig: im.userSig({ ...app, appId: 1 }, 'alice') }),
      ],
      [
        'a forged UserSig',
        accountErrors.sigMismatch.code,
        (app) => ({ userSig: im.userSig({ ...app, key: 'forged' }, 'alice') }),
      ],
      [
        'an expired UserSig',
        accountErrors.sigExpired.code,
        (app) => ({ userSig: im.userSig(app, 'alice', 1_000_000_000) }),
      ],
      ['a number as UserID', gatewayErrors.badParameter.code, () => ({ userId: 7 })],
      [
        'a platform that does not exist',
        gatewayErrors.badParameter.code,
        () => ({ platform: 'X' }),
      ],
      ['an odd instance', gatewayErrors.badParameter.code, () => ({ instanceId: 'a b' })],
      [
        'an endless UserSig',
        gatewayErrors.badParameter.code,
        () => ({ userSig: 'a'.repeat(4097) }),
      ],
    ]
    test.each(cases)('for %s', async (_, code, change) => {
      const app = await seedApp(im, 'alice')
      const client = await RawClient.connect(im.url)

      const answer = client.request('login', { ...paramsOf(app, 'alice'), ...change(app) })

      await expect(answer).rejects.toMatchObject({ code })
      expect(await client.closed).toEqual(AUTH_FAILED)
    })

    test('for any other request before it', async () => {
      const client = await RawClient.connect(im.url)

      await expect(client.call(ping, {})).rejects.toMatchObject({
        code: gatewayErrors.notLoggedIn.code,
      })
      expect(await client.closed).toEqual(AUTH_FAILED)
    })

    test('for an app that is disabled', async () => {
      const app = await seedApp(im, 'alice')
      await im.act(stopSdkAppId, { SDKAppID: app.appId })

      await expect(im.connect(app, 'alice')).rejects.toMatchObject({
        code: gatewayErrors.appDisabled.code,
      })
    })

    test('for an app whose plan has run out', async () => {
      const clock = createMovingClock()
      await using own = await start({ defaultPlan: 'developer' }, { now: clock.now })
      const app = await seedApp(own, 'alice')
      clock.pass(31 * DAY)

      await expect(own.connect(app, 'alice')).rejects.toMatchObject({
        code: gatewayErrors.planExpired.code,
      })
    })

    test('for who guesses, with 70050 after 20 failures', async () => {
      const app = await seedApp(im, 'alice')
      const forged = im.userSig({ ...app, key: 'forged' }, 'alice')
      for (let time = 0; time < 20; time++) {
        const client = await RawClient.connect(im.url)
        const answer = client.request('login', { ...paramsOf(app, 'alice'), userSig: forged })
        await expect(answer).rejects.toMatchObject({ code: accountErrors.sigMismatch.code })
      }

      await expect(im.connect(app, 'alice')).rejects.toMatchObject({
        code: accountErrors.tooManyFailures.code,
      })
    })
  })

  test('a second login on one connection answers 6102 and changes nothing', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const again = alice.call(login, paramsOf(app, 'bob'))

    await expect(again).rejects.toMatchObject({ code: gatewayErrors.loggedInAlready.code })
    await expect(alice.call(ping, {})).resolves.toMatchObject({ behind: false })
  })

  test('requests sent behind the login are answered after it', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const client = await RawClient.connect(im.url)
    const order: string[] = []

    await Promise.all([
      client.call(login, paramsOf(app, 'alice')).then(() => order.push('login')),
      client.call(messageSend, toPeer('bob', 1)).then(() => order.push('send')),
    ])

    expect(order).toEqual(['login', 'send'])
  })

  test('logout answers, closes with 1000, and the device is gone', async () => {
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')

    const answer = await alice.request('logout', {})

    expect(answer).toEqual({})
    expect(await alice.closed).toEqual({ code: 1000, reason: 'done' })
  })
})
