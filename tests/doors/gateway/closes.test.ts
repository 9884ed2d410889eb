import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  closes,
  deleteSdkAppId,
  describeAppAndAccountInfo,
  gatewayErrors,
  login,
  messageSend,
  ping,
  stopSdkAppId,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { GatewayFault, RawClient } from '@yanshu/server/testing'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text, toPeer } from '../talk.ts'

describe.each(storages)('the ends of a connection on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('4408 ends one that does not sign in for 10 seconds', async () => {
    const client = await RawClient.connect(im.url)
    const other = await RawClient.connect(im.url)
    await expect(other.call(ping, {})).rejects.toBeInstanceOf(GatewayFault)
    clock.pass(10 * SECOND)

    expect(await client.closed).toEqual(closes.authLate)
  })

  test('4409 ends one that is silent for twice the heartbeat, and not one that pings', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const silent = await im.connect(app, 'alice')
    const alive = await im.connect(app, 'bob')
    clock.pass(59 * SECOND)
    await alive.call(ping, {})
    clock.pass(1 * SECOND)

    expect(await silent.closed).toEqual(closes.idle)
    await expect(alive.call(ping, {})).resolves.toMatchObject({ serverTime: clock.now() })
  })

  test.each([
    ['no JSON', 'hello'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a request without a number', '{"method":"ping"}'],
    ['a number below zero', '{"id":-1,"method":"ping"}'],
    ['a fraction', '{"id":1.5,"method":"ping"}'],
    ['a request without a method', '{"id":1}'],
    ['a method of 65 letters', JSON.stringify({ id: 1, method: 'm'.repeat(65) })],
    ['nothing', ''],
    ['bytes', new Uint8Array([0x7b, 0x7d])],
  ])('4400 ends one that sends %s, before and after login', async (_, frame) => {
    const app = await seedApp(im, 'alice')
    const stranger = await RawClient.connect(im.url)
    const alice = await im.connect(app, 'alice')

    stranger.sendText(frame)
    alice.sendText(frame)

    expect(await stranger.closed).toEqual(closes.malformed)
    expect(await alice.closed).toEqual(closes.malformed)
  })

  test('a frame larger than 64 KB is ended by the WebSocket layer', async () => {
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')

    alice.sendText(JSON.stringify({ id: 1, method: 'ping', params: { x: 'x'.repeat(64 * 1024) } }))

    expect([closes.tooBig.code, 1006]).toContain((await alice.closed).code)
  })

  test('a frame of nearly 64 KB is read', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const body = text('x'.repeat(64_000))

    const send = alice.request('message.send', {
      to: 'bob',
      random: 1,
      clientSeq: 1,
      clientTime: 1,
      body,
    })

    await expect(send).rejects.toMatchObject({ code: 80002 })
  })

  test('4413 ends one with more than 128 frames waiting', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const requests = numbers(1000).map((n) =>
      alice.call(messageSend, toPeer('bob', n)).catch((fault: unknown) => fault),
    )

    expect(await alice.closed).toEqual(closes.flood)
    const outcomes = await Promise.all(requests)
    expect(outcomes.at(-1)).toMatchObject({ code: closes.flood.code })
  })

  test.each([
    ['disabled', false],
    ['deleted', true],
  ])('4451 ends those of an app that is %s, and no others', async (_, deleted) => {
    const app = await seedApp(im, 'alice', 'bob')
    const other = await seedApp(im, 'alice')
    const clients = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const stranger = await im.connect(other, 'alice')

    await im.act(stopSdkAppId, { SDKAppID: app.appId })
    if (deleted) await im.act(deleteSdkAppId, { SDKAppID: app.appId })

    for (const client of clients) expect(await client.closed).toEqual(closes.appStopped)
    await expect(stranger.call(ping, {})).resolves.toBeDefined()
  })

  test('4451 ends those of an app whose plan runs out', async () => {
    const time = createMovingClock()
    await using own = await start(
      { defaultPlan: 'developer' },
      { now: time.now, limits: { heartbeatSeconds: 1_000_000 } },
    )
    const app = await seedApp(own, 'alice')
    const { ExpireTime } = await own.act(describeAppAndAccountInfo, { SDKAppID: app.appId })
    time.pass((ExpireTime ?? 0) * SECOND - time.now() - MINUTE)
    const alice = await RawClient.connect(own.url)
    const userSig = own.userSig(app, 'alice', time.seconds())
    await alice.call(login, { sdkAppId: app.appId, userId: 'alice', userSig })

    time.pass(MINUTE)

    expect(await alice.closed).toEqual(closes.appStopped)
  })

  test('1001 ends everyone when the server goes down', async () => {
    const own = await start()
    const app = await seedApp(own, 'alice')
    const alice = await own.connect(app, 'alice')
    const stranger = await RawClient.connect(own.url)

    await own.platform.stop()

    expect(await alice.closed).toEqual(closes.goingAway)
    expect(await stranger.closed).toEqual(closes.goingAway)
  })

  test('an unknown method answers 6016 and ends nothing', async () => {
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')

    await expect(alice.request('no.such', {})).rejects.toMatchObject({ code: 6016 })
    await expect(alice.request('constructor', {})).rejects.toMatchObject({ code: 6016 })
    await expect(alice.call(ping, {})).resolves.toBeDefined()
  })

  test('bad parameters answer 6017 with the name of the field, and end nothing', async () => {
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')

    const answer = alice.request('message.history', { conversationId: 'C2Cbob', limit: 101 })

    await expect(answer).rejects.toMatchObject({
      code: gatewayErrors.badParameter.code,
      message: expect.stringContaining('limit'),
    })
    await expect(alice.call(ping, {})).resolves.toBeDefined()
  })
})

describe.each(storages)('requests a second on $name', ({ start }) => {
  test('a burst of twice the rate is answered, then -10113 until time has passed', async () => {
    const clock = createMovingClock()
    await using im = await start({ gatewayRate: 10 }, { now: clock.now })
    const app = await seedApp(im, 'alice')
    const alice = await im.connect(app, 'alice')
    const outcomes = async (count: number) => {
      const codes: number[] = []
      for (const _ of numbers(count)) {
        const code = await alice.call(ping, {}).then(
          () => 0,
          (fault: GatewayFault) => fault.code,
        )
        codes.push(code)
      }
      return codes
    }

    const burst = await outcomes(21)
    clock.pass(SECOND / 10)
    const trickle = await outcomes(2)
    clock.pass(60 * SECOND - 1)
    const rested = await outcomes(21)

    const tooFast = gatewayErrors.tooFast.code
    expect(burst).toEqual([...Array.from({ length: 20 }, () => 0), tooFast])
    expect(trickle).toEqual([0, tooFast])
    expect(rested).toEqual([...Array.from({ length: 20 }, () => 0), tooFast])
  })
})
