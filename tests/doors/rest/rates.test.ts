import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { commandPath, commands, commonErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { storages } from '../storages.ts'

describe.each(storages)('the rates of REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({ defaultPlan: 'developer' }, { now: clock.now })
    app = await im.seedApp()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Calls a command with an empty body; what the bodies lack is told after the rates. */
  async function codesOf(path: string, times: number): Promise<readonly number[]> {
    const url = im.restUrl(app, path)
    const one = async () => {
      const response = await fetch(url, { method: 'POST', body: '{}' })
      const { ErrorCode } = (await response.json()) as { ErrorCode: number }
      return ErrorCode
    }
    return Promise.all(Array.from({ length: times }, one))
  }

  const count = (codes: readonly number[], { code }: { readonly code: number }) =>
    codes.filter((one) => one === code).length

  test.each([
    ['openim/sendmsg', 200],
    ['im_open_login_svc/account_check', 100],
    ['open_msg_svc/get_history', 10],
  ])('%s is answered %d times a second, then 60007', async (path, rate) => {
    clock.pass(SECOND)
    const codes = await codesOf(path, rate + 3)
    clock.pass(SECOND)
    const later = await codesOf(path, 1)

    expect(count(codes, commonErrors.commandRate)).toBe(3)
    expect(count(later, commonErrors.commandRate)).toBe(0)
  })

  test('one command over its rate leaves the others alone', async () => {
    clock.pass(SECOND)
    await codesOf('im_open_login_svc/account_check', 101)

    const others = await codesOf('im_open_login_svc/account_delete', 1)

    expect(count(others, commonErrors.commandRate)).toBe(0)
  })

  test('all commands together are answered 1000 times a second, then 60011', async () => {
    clock.pass(SECOND)
    const paths = commands.filter(({ ratePerSecond }) => ratePerSecond === 200).map(commandPath)
    for (const path of paths.slice(0, 5)) await codesOf(path, 200)

    const over = await codesOf(paths[5] ?? '', 2)
    clock.pass(SECOND)
    const later = await codesOf(paths[5] ?? '', 1)

    expect(count(over, commonErrors.appRate)).toBe(2)
    expect(count(later, commonErrors.appRate)).toBe(0)
  })

  test('an app of the private plan has no rate', async () => {
    await using own = await start({}, { now: clock.now })
    const free = await own.seedApp()
    const url = own.restUrl(free, 'im_open_login_svc/account_check')

    const answers = await Promise.all(
      Array.from({ length: 150 }, () => fetch(url, { method: 'POST', body: '{}' })),
    )

    const codes = await Promise.all(answers.map(async (answer) => (await answer.json()).ErrorCode))
    expect(new Set(codes)).toEqual(new Set([70402]))
  })
})
