import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Command } from '@yanshu/protocol'
import {
  accountErrors,
  commandPath,
  commands,
  commandsByPath,
  commonErrors,
} from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { askAnything, send } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { isReady, snapshot } from './snapshot.ts'

const RUNS = 150
const LIMIT = 30_000

/** What any command may answer, whatever is wrong. */
const anywhere = [...Object.values(commonErrors), ...Object.values(accountErrors)]
  .map(({ code }) => code as number)
  .filter((code) => code !== commonErrors.internal.code)

/** Values that sit at the edges of what a field takes. */
const odd = fc.oneof(
  fc.constantFrom<unknown>('', 'alice', '\u0000', '\ud800', 'x'.repeat(33), '__proto__', '1_2_3'),
  fc.constantFrom<unknown>(0, -1, 1.5, 2 ** 32, 2 ** 53, Number.MAX_VALUE, null, true, [], {}),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** The names of a command's fields, old spellings included. */
function fieldsOf(command: Command): readonly string[] {
  const shape = 'shape' in command.request ? Object.keys(command.request.shape as object) : []
  return [...shape, ...Object.keys(command.renamed ?? {}), 'Accounts', 'AccountList', '__proto__']
}

/** Some commands answer less than the whole envelope, where they succeed and where they fail. */
function isEnvelope(answer: RestAnswer, command?: Command): boolean {
  const { ActionStatus, ErrorCode, ErrorInfo } = answer
  if (command?.withoutStatus) {
    return (
      ActionStatus === undefined && Number.isInteger(ErrorCode) && typeof ErrorInfo === 'string'
    )
  }
  if (command?.withoutInfo && ErrorCode === 0) return ErrorInfo === undefined
  return (
    ['OK', 'FAIL', 'SomeError'].includes(ActionStatus) &&
    Number.isInteger(ErrorCode) &&
    typeof ErrorInfo === 'string' &&
    (ActionStatus === 'FAIL') === (ErrorCode !== 0)
  )
}

describe.each(storages)('garbage at REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test(
    'a body of odd fields has a documented answer',
    async () => {
      const bodies = fc.constantFrom(...commands).chain((command) =>
        fc.record({
          command: fc.constant(command),
          body: fc.dictionary(fc.constantFrom(...fieldsOf(command)), odd, { maxKeys: 8 }),
        }),
      )
      await fc.assert(
        fc.asyncProperty(bodies, async ({ command, body }) => {
          const path = commandPath(command)
          const answer = await askAnything(im, app, { path, body: JSON.stringify(body) })

          const documented = [0, ...anywhere, ...command.errors.map(({ code }) => code)]
          expect(isEnvelope(answer, command)).toBe(true)
          expect(documented).toContain(answer.ErrorCode)
        }),
        { numRuns: RUNS * 4 },
      )
      expect(await isReady(im)).toBe(true)
    },
    LIMIT,
  )

  test(
    'a body of odd bytes is refused and changes nothing',
    async () => {
      const before = await snapshot(im)
      const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array))
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...commands), bytes, async (command, body) => {
          const answer = await askAnything(im, app, { path: commandPath(command), body })

          expect(isEnvelope(answer, command)).toBe(true)
          expect(answer.ErrorCode).toBe(commonErrors.badJson.code)
        }),
        { numRuns: RUNS },
      )
      expect(await snapshot(im)).toBe(before)
    },
    LIMIT,
  )

  test(
    'odd paths and parameters are refused and change nothing',
    async () => {
      const before = await snapshot(im)
      const part = fc.string({ unit: 'grapheme', maxLength: 20 }).map(encodeURIComponent)
      const path = fc.oneof(
        fc.constantFrom(...commands.map(commandPath)),
        fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/')),
      )
      const value = fc.option(fc.string({ unit: 'binary-ascii', maxLength: 20 }), {
        nil: undefined,
      })
      const call = fc.record({
        path,
        method: fc.constantFrom('POST', 'GET', 'PUT', 'DELETE'),
        query: fc.record({ sdkappid: value, identifier: value, usersig: value, random: value }),
      })
      await fc.assert(
        fc.asyncProperty(call, async (odd) => {
          const response = await send(im, app, odd)
          const answer = (await response.json()) as RestAnswer

          expect(response.status).toBe(200)
          expect(isEnvelope(answer, commandsByPath.get(odd.path))).toBe(true)
          expect(anywhere).toContain(answer.ErrorCode)
        }),
        { numRuns: RUNS },
      )
      expect(await snapshot(im)).toBe(before)
      expect(await isReady(im)).toBe(true)
    },
    LIMIT,
  )

  test(
    'JSON nested as deep as it fits is refused',
    async () => {
      for (const depth of [100, 10_000, 200_000]) {
        const body = `{"MsgBody":${'['.repeat(depth)}${']'.repeat(depth)}}`
        for (const path of ['openim/sendmsg', 'profile/portrait_set']) {
          const answer = await askAnything(im, app, { path, body })
          expect(answer.ActionStatus).toBe('FAIL')
          expect(answer.ErrorCode).not.toBe(commonErrors.internal.code)
        }
      }
      expect(await isReady(im)).toBe(true)
    },
    LIMIT,
  )
})
