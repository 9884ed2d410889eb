import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { deflateSync } from 'node:zlib'
import { accountErrors, kick } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { MINUTE, SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

const path = 'im_open_login_svc/account_check'
const body = JSON.stringify({ CheckItem: [{ UserID: 'administrator' }] })

/** A JSON value in the form of a UserSig. */
function packed(json: unknown): string {
  const base64 = deflateSync(JSON.stringify(json)).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

describe.each(storages)('UserSigs at REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  beforeEach(async () => {
    app = await seedApp(im)
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = (usersig: string | undefined, identifier = 'administrator') =>
    ask(im, app, { path, body, query: { usersig, identifier } })
  const signedAt = (seconds: number) => im.userSig(app, 'administrator', seconds)

  test('70001 tells that it has run out', async () => {
    const lastSecond = await call(signedAt(clock.seconds() - 86_400))
    const expired = await call(signedAt(clock.seconds() - 86_401))

    expect(lastSecond).toMatchObject({ ErrorCode: 0 })
    expect(expired).toMatchObject(failure(accountErrors.sigExpired))
  })

  test('70001 tells that it was issued too far ahead', async () => {
    const skewed = await call(signedAt(clock.seconds() + 300))
    const ahead = await call(signedAt(clock.seconds() + 301))

    expect(skewed).toMatchObject({ ErrorCode: 0 })
    expect(ahead).toMatchObject(failure(accountErrors.sigExpired))
  })

  test.each([undefined, ''])('70002 tells that it is %p', async (usersig) => {
    expect(await call(usersig)).toMatchObject(failure(accountErrors.sigEmpty))
  })

  test.each(['!!!!', 'abc', 'a'.repeat(4100)])(
    '70003 tells that it cannot be decoded',
    async (sig) => {
      expect(await call(sig)).toMatchObject(failure(accountErrors.sigNotBase64))
    },
  )

  test.each(['abcd', packed('no object'), packed({ 'TLS.ver': '2.0' })])(
    '70005 tells that it cannot be unpacked',
    async (sig) => {
      expect(await call(sig)).toMatchObject(failure(accountErrors.sigMalformed))
    },
  )

  test('70009 tells that another key signed it', async () => {
    const forged = im.userSig({ ...app, key: 'f'.repeat(64) }, 'administrator')

    expect(await call(forged)).toMatchObject(failure(accountErrors.sigMismatch))
  })

  test('70013 tells that it is of another user', async () => {
    expect(await call(im.userSig(app, 'alice'))).toMatchObject(failure(accountErrors.sigOtherUser))
  })

  test.each(['two words', 'ä', 'x'.repeat(33)])('70013 tells that %p is no UserID', async (who) => {
    const answer = await call(im.userSig(app, who), who)

    expect(answer).toMatchObject(failure(accountErrors.sigOtherUser))
  })

  test('70014 tells that it is of another app', async () => {
    const other = await seedApp(im)

    const answer = await call(im.userSig(other, 'administrator'))

    expect(answer).toMatchObject(failure(accountErrors.sigOtherApp))
  })

  test('another app with the number of this one does not get in', async () => {
    const other = await seedApp(im)

    const answer = await call(im.userSig({ ...other, appId: app.appId }, 'administrator'))

    expect(answer).toMatchObject(failure(accountErrors.sigMismatch))
  })

  test('70016 tells that the app has no key of the old kind', async () => {
    const old = packed({
      'TLS.account_type': '0',
      'TLS.identifier': 'administrator',
      'TLS.sdk_appid': String(app.appId),
      'TLS.expire_after': '86400',
      'TLS.version': '201512300000',
      'TLS.time': String(clock.seconds()),
      'TLS.sig': Buffer.alloc(70, 1).toString('base64'),
    })

    expect(await call(old)).toMatchObject(failure(accountErrors.noKey))
  })

  test('70052 tells that it was revoked; one signed a second later holds', async () => {
    const before = signedAt(clock.seconds())
    expect(await call(before)).toMatchObject({ ErrorCode: 0 })

    await im.rest(app, kick, { UserID: 'administrator' })
    const revoked = await call(before)
    clock.pass(SECOND)
    const renewed = await call(signedAt(clock.seconds()))

    expect(revoked).toMatchObject(failure(accountErrors.sigRevoked))
    expect(renewed).toMatchObject({ ErrorCode: 0 })
  })

  describe('70050 stops who guesses', () => {
    const guess = () => call(im.userSig({ ...app, key: 'f'.repeat(64) }, 'administrator'))

    test('after 20 failures, for a minute', async () => {
      for (let time = 0; time < 20; time++) {
        expect(await guess()).toMatchObject(failure(accountErrors.sigMismatch))
      }

      const held = await call(signedAt(clock.seconds()))
      clock.pass(MINUTE - 1)
      const stillHeld = await call(signedAt(clock.seconds()))
      clock.pass(1)
      const free = await call(signedAt(clock.seconds()))

      expect(held).toMatchObject(failure(accountErrors.tooManyFailures))
      expect(stillHeld).toMatchObject(failure(accountErrors.tooManyFailures))
      expect(free).toMatchObject({ ErrorCode: 0 })
    })

    test('but a success between starts the count again', async () => {
      for (let time = 0; time < 19; time++) await guess()
      await call(signedAt(clock.seconds()))

      for (let time = 0; time < 20; time++) {
        expect(await guess()).toMatchObject(failure(accountErrors.sigMismatch))
      }
    })

    test('of one account in one app, and not the others', async () => {
      const other = await seedApp(im)
      for (let time = 0; time < 21; time++) await guess()

      const otherApp = await ask(im, other, { path, body })
      const otherAccount = await call(im.userSig(app, 'alice'), 'alice')

      expect(otherApp).toMatchObject({ ErrorCode: 0 })
      expect(otherAccount).toMatchObject({ ErrorCode: 60010 })
    })

    test('and not a client whose UserSig has run out', async () => {
      for (let time = 0; time < 25; time++) {
        const answer = await call(signedAt(clock.seconds() - 90_000))
        expect(answer).toMatchObject(failure(accountErrors.sigExpired))
      }
    })
  })
})
