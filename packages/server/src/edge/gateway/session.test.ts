import { beforeEach, describe, expect, test } from 'bun:test'
import { closes, gatewayLimits, type Close } from '@yanshu/protocol'
import { Later } from '../../calls/gateway-call.ts'
import { createLogger } from '../../log.ts'
import type { SessionDeps, Signable, Socket } from './gateway-deps.ts'
import { Outbox } from './outbox.ts'
import { Session } from './session.ts'

/** A socket that keeps what is sent, and can be made slow. */
class Wire implements Socket {
  readonly frames: string[] = []
  readonly ends: Close[] = []
  buffered = 0
  answer: (frame: string) => number = ({ length }) => length

  send(frame: string): number {
    this.frames.push(frame)
    return this.answer(frame)
  }

  cork(write: () => void): void {
    write()
  }

  close(code: number, reason: string): void {
    this.ends.push({ code, reason })
  }

  getBufferedAmount(): number {
    return this.buffered
  }

  subscribe(): void {}

  unsubscribe(): void {}

  isSubscribed(): boolean {
    return false
  }

  publish(): void {}
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const frame = (id: number, method = 'ping', params: unknown = {}) =>
  JSON.stringify({ id, method, params })

describe('a session', () => {
  const clock = { now: 0 }
  let wire: Wire
  let left: [Signable, boolean][]
  let session: Session
  let sends: PromiseWithResolvers<unknown>[]

  function open(limits: Partial<typeof gatewayLimits> = {}): Session {
    const deps: SessionDeps = {
      limits: { ...gatewayLimits, ...limits },
      now: () => clock.now,
      log: createLogger('silent'),
      outbox: new Outbox(),
      handlers: handlersOf(),
      login: async () => ({
        identity: {
          appId: 1,
          account: 'alice',
          platform: 'Web',
          instanceId: 'tab',
          order: 0,
          expiresAt: 1_000_000,
        },
        result: { userId: 'alice' },
        makeRoom: () => undefined,
      }),
      visit: () => Promise.reject(new Error('nobody visits here')),
      joined: () => undefined,
      left: (one, signedOut) => void left.push([one, signedOut]),
    }
    return new Session('s1', '127.0.0.1', wire, deps)
  }

  function handlersOf(): SessionDeps['handlers'] {
    const schema = { safeParse: (data: unknown) => ({ success: true, data }) }
    const handler = (name: string, run: () => unknown) =>
      [name, { method: { name, params: schema }, run }] as const
    const table = new Map([
      handler('ping', () => ({})),
      handler('fail', () => {
        throw new Error('a bug with a secret in it')
      }),
      handler('later', () => {
        const sent = Promise.withResolvers<unknown>()
        sends.push(sent)
        return Later.of(sent.promise)
      }),
    ])
    return table as unknown as SessionDeps['handlers']
  }

  beforeEach(async () => {
    clock.now = 0
    wire = new Wire()
    left = []
    sends = []
    session = open()
    session.receive(frame(1, 'login', { sdkAppId: 1, userId: 'alice', userSig: 'x' }))
    await turn()
    await turn()
  })

  const answered = () => wire.frames.map((text) => (JSON.parse(text) as { id?: number }).id)

  test('answers in the order of the requests where nothing waits', async () => {
    for (const id of [2, 3, 4]) session.receive(frame(id))
    await turn()

    expect(answered()).toEqual([1, 2, 3, 4])
  })

  test('an answer that is under way lets the next request begin', async () => {
    session.receive(frame(2, 'later'))
    session.receive(frame(3))
    await turn()
    const before = answered()
    sends[0]?.resolve({})
    await turn()
    await turn()

    expect(before).toEqual([1, 3])
    expect(answered()).toEqual([1, 3, 2])
  })

  test('a bug is answered without its detail', async () => {
    session.receive(frame(2, 'fail'))
    await turn()

    expect(wire.frames.at(-1)).toContain('"code":-10114')
    expect(wire.frames.at(-1)).not.toContain('secret')
  })

  test('answers that are given make room for more requests', async () => {
    for (let id = 2; id < 1000; id++) {
      session.receive(frame(id))
      if (id % 100 === 0) await turn()
      clock.now += 100
    }
    await turn()

    expect(wire.ends).toEqual([])
  })

  test('more requests waiting than allowed end it, and what comes late goes nowhere', async () => {
    for (let id = 2; id <= 130; id++) session.receive(frame(id, 'later'))
    await turn()
    sends[0]?.resolve({})
    await turn()

    expect(wire.ends).toEqual([closes.flood])
    expect(answered()).toEqual([1])
  })

  test.each([
    ['a buffer that is full', -1, gatewayLimits.unsentBytes + 1],
    ['a frame that was dropped', 0, 0],
  ])('%s ends it once with 4429', async (_, sent, buffered) => {
    wire.answer = () => sent
    wire.buffered = buffered
    for (const _ of [1, 2, 3]) session.send('{"event":"x"}')
    await turn()

    expect(wire.ends).toEqual([closes.slow])
    expect(left).toHaveLength(1)
  })

  test('a slow client that is kicked is left once', async () => {
    wire.answer = () => 0

    session.kick('multipleDevice')
    await turn()

    expect(left).toHaveLength(1)
    expect(wire.ends).toHaveLength(1)
  })

  test('a buffer that is not full ends nothing', async () => {
    wire.answer = () => -1
    wire.buffered = gatewayLimits.unsentBytes
    session.send('{"event":"x"}')
    await turn()

    expect(wire.ends).toEqual([])
  })

  test('a kick is the last frame before the close', () => {
    session.send('{"event":"before"}')

    session.kick('multipleDevice')
    session.send('{"event":"after"}')

    expect(wire.frames.slice(1)).toEqual([
      '{"event":"before"}',
      '{"event":"session.kicked","data":{"reason":"multipleDevice"}}',
    ])
    expect(wire.ends).toEqual([closes.kicked])
    expect(left).toEqual([[session, true]])
  })

  test.each([
    [closes.done.code, true],
    [1001, false],
    [1006, false],
  ])('a socket that closes with %d is for good: %p', (code, forGood) => {
    session.ended(code)
    session.ended(code)

    expect(left).toEqual([[session, forGood]])
  })

  test('time ends it where its UserSig ran out or it was silent, and not before', () => {
    clock.now = 59_999
    session.checkTime(clock.now)
    const before = wire.ends.length
    clock.now = 60_000
    session.checkTime(clock.now)

    expect(before).toBe(0)
    expect(wire.ends).toEqual([closes.idle])
  })

  test('time ends one that never signed in', () => {
    wire = new Wire()
    const stranger = open()
    stranger.checkTime(gatewayLimits.loginTime - 1)
    const before = wire.ends.length
    stranger.checkTime(gatewayLimits.loginTime)

    expect(before).toBe(0)
    expect(wire.ends).toEqual([closes.authLate])
    expect(left).toEqual([])
  })
})
