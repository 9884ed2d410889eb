import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  closes,
  conversationPin,
  accountErrors,
  gatewayErrors,
  login,
  methods,
  ping,
} from '@yanshu/protocol'
import type { Method } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { GatewayFault, RawClient } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { isReady, snapshot } from './snapshot.ts'

const LIMIT = 30_000

const closeCodes = Object.values(closes).map(({ code }) => code as number)
const anywhere = Object.values(gatewayErrors)
  .map(({ code }) => code as number)
  .filter((code) => code !== gatewayErrors.overload.code)

const odd = fc.oneof(
  fc.constantFrom<unknown>('', 'bob', 'C2Cbob', '\u0000', '\ud800', 'C2C', '1_2_3', '0-0', 'zz-zz'),
  fc.constantFrom<unknown>(
    0,
    1,
    -1,
    1.5,
    2 ** 32,
    2 ** 53,
    null,
    true,
    [],
    {},
    ['C2Cbob'],
    ['bob'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
)

function fieldsOf(method: Method): readonly string[] {
  const shape = 'shape' in method.params ? Object.keys(method.params.shape as object) : []
  return [...shape, '__proto__']
}

/** What a method may answer; a peer that is not there is told of by its own code. */
function documented(method: Method): readonly number[] {
  const own = method.errors.map(({ code }) => code as number)
  const more = method === conversationPin ? [accountErrors.notImported.code as number] : []
  return [...anywhere, ...own, ...more]
}

const calls = fc
  .constantFrom<Method>(...methods.filter(({ name }) => name !== 'logout'))
  .chain((method) =>
    fc.record({
      method: fc.constant(method),
      params: fc.oneof(
        fc.dictionary(fc.constantFrom(...fieldsOf(method), 'x'), odd, { maxKeys: 6 }),
        odd,
      ),
    }),
  )

describe.each(storages)('garbage at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test(
    'odd parameters have a documented answer and end nothing',
    async () => {
      const alice = await im.connect(app, 'alice')
      await fc.assert(
        fc.asyncProperty(calls, async ({ method, params }) => {
          const fault = await alice.request(method.name, params).then(
            () => undefined,
            (error: unknown) => error,
          )

          if (fault === undefined) return
          expect(fault).toBeInstanceOf(GatewayFault)
          expect(documented(method)).toContain((fault as GatewayFault).code)
        }),
        { numRuns: 800 },
      )
      await expect(alice.call(ping, {})).resolves.toBeDefined()
      expect(await isReady(im)).toBe(true)
    },
    LIMIT,
  )

  test(
    'odd frames before login end the connection with a documented code and change nothing',
    async () => {
      const before = await snapshot(im)
      const frame = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.json({ maxDepth: 2 }),
        fc.uint8Array({ maxLength: 100 }).map((array) => new Uint8Array(array)),
        fc
          .record({
            id: fc.nat(),
            method: fc.constantFrom(...methods.map(({ name }) => name)),
            params: odd,
          })
          .map((request) => JSON.stringify(request)),
      )
      await fc.assert(
        fc.asyncProperty(frame, async (garbage) => {
          const stranger = await RawClient.connect(im.url)
          stranger.sendText(garbage)

          const { code } = await stranger.closed
          expect(closeCodes).toContain(code)
        }),
        { numRuns: 100 },
      )
      expect(await snapshot(im)).toBe(before)
      expect(await isReady(im)).toBe(true)
    },
    LIMIT,
  )

  test(
    'odd frames after login end that connection alone',
    async () => {
      const alive = await im.connect(app, 'bob')
      const before = await snapshot(im)
      const frame = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.json({ maxDepth: 2 }),
        fc.uint8Array({ maxLength: 100 }).map((array) => new Uint8Array(array)),
      )
      await fc.assert(
        fc.asyncProperty(frame, async (garbage) => {
          const alice = await im.connect(app, 'alice')
          alice.sendText(garbage)

          expect((await alice.closed).code).toBe(closes.malformed.code)
        }),
        { numRuns: 60 },
      )
      await expect(alive.call(ping, {})).resolves.toBeDefined()
      expect(await snapshot(im)).toBe(before)
    },
    LIMIT,
  )

  test(
    'odd logins are refused with a documented code',
    async () => {
      const before = await snapshot(im)
      const params = fc.record(
        {
          sdkAppId: fc.oneof(fc.constant<unknown>(app.appId), odd),
          userId: fc.oneof(fc.constant<unknown>('alice'), odd),
          userSig: fc.oneof(fc.constant<unknown>(im.userSig({ ...app, key: 'x' }, 'alice')), odd),
          platform: odd,
          instanceId: odd,
        },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(params, async (given) => {
          const stranger = await RawClient.connect(im.url)

          const fault = await stranger.request('login', given).catch((error: unknown) => error)

          expect(fault).toBeInstanceOf(GatewayFault)
          expect(documented(login)).toContain((fault as GatewayFault).code)
          expect((await stranger.closed).code).toBe(closes.authFailed.code)
        }),
        { numRuns: 100 },
      )
      expect(await snapshot(im)).toBe(before)
    },
    LIMIT,
  )

  test(
    'a thousand connections that come and go leave nothing',
    async () => {
      const before = im.platform.gateway.connections
      for (let round = 0; round < 10; round++) {
        const clients = await Promise.all(
          Array.from({ length: 100 }, (_, at) =>
            at % 2 === 0 ? RawClient.connect(im.url) : im.connect(app, `visitor${at}`),
          ),
        )
        for (const client of clients) client.close()
        await Promise.all(clients.map(({ closed }) => closed))
      }

      // The last close frames are on their way: each answer to this comes after one of them.
      while (im.platform.gateway.connections > before) await isReady(im)
      expect(im.platform.gateway.connections).toBe(before)
    },
    LIMIT,
  )
})
