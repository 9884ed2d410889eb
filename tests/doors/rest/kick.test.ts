import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { accountErrors, kick, login, ping } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { RawClient } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

describe.each(storages)('kick on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('ends every session of the account with REST_API_Kick, and no other', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const web = await im.connect(app, 'alice', { platform: 'Web' })
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })
    const bob = await im.connect(app, 'bob')

    const answer = await im.rest(app, kick, { UserID: 'alice' })

    expect(answer).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' })
    for (const client of [web, phone]) {
      expect(await client.next('session.kicked')).toEqual({ reason: 'REST_API_Kick' })
      expect(await client.closed).toEqual({ code: 4403, reason: 'signed in elsewhere' })
    }
    await expect(bob.request('ping', {})).resolves.toBeDefined()
  })

  test('makes every UserSig of before void; a newer one signs in', async () => {
    const app = await seedApp(im, 'alice')
    const signIn = async (issuedAt: number) => {
      const client = await RawClient.connect(im.url)
      const userSig = im.userSig(app, 'alice', issuedAt)
      return client.call(login, { sdkAppId: app.appId, userId: 'alice', userSig })
    }
    const before = clock.seconds()
    await signIn(before)

    await im.rest(app, kick, { Identifier: 'alice' })
    clock.pass(SECOND)

    await expect(signIn(before)).rejects.toMatchObject({ code: accountErrors.sigRevoked.code })
    await expect(signIn(clock.seconds())).resolves.toMatchObject({ userId: 'alice' })
  })

  test('leaves no session of a login that was under way', async () => {
    const app = await seedApp(im, 'alice')

    for (const round of numbers(25)) {
      const userSig = im.userSig(app, 'alice', clock.seconds())
      const client = await RawClient.connect(im.url)
      const signIn = client.call(login, { sdkAppId: app.appId, userId: 'alice', userSig })
      await Promise.allSettled([signIn, im.rest(app, kick, { UserID: 'alice' })])

      const alive = await client.call(ping, {}).then(
        () => round,
        () => 'gone',
      )
      expect(alive).toBe('gone')
      clock.pass(SECOND)
    }
  })

  test('of nobody answers 70107, of no UserID 70402', async () => {
    const app = await seedApp(im)

    const nobody = await im.rest(app, kick, { UserID: 'nobody' })
    const missing = await im.rest(app, kick, {})

    expect(nobody).toMatchObject(failure(accountErrors.notImported))
    expect(missing).toMatchObject(failure(accountErrors.badParameter))
  })
})
