import { describe, expect, test } from 'bun:test'
import { login, ping } from '@yanshu/protocol'
import { RawClient } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('a UserSig that runs out while online, on $name', ({ start }) => {
  test('ends its session with userSigExpired, and not that of a newer one', async () => {
    const clock = createMovingClock()
    await using im = await start({}, { now: clock.now })
    const app = await seedApp(im, 'alice', 'bob')
    const enter = async (userId: string, issuedAt: number) => {
      const client = await RawClient.connect(im.url)
      const userSig = im.userSig(app, userId, issuedAt)
      await client.call(login, { sdkAppId: app.appId, userId, userSig })
      return client
    }
    const old = await enter('alice', clock.seconds() - 86_400 + 5)
    const fresh = await enter('bob', clock.seconds())

    clock.pass(5 * SECOND)
    const inLastSecond = await old.call(ping, {})
    clock.pass(1)

    expect(inLastSecond).toMatchObject({ behind: false })
    expect(await old.next('session.kicked')).toEqual({ reason: 'userSigExpired' })
    expect(await old.closed).toMatchObject({ code: 4403 })
    await expect(fresh.call(ping, {})).resolves.toBeDefined()
  })
})
