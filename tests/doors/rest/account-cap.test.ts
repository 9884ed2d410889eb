import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  accountErrors,
  accountImport,
  login,
  multiAccountImport,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { RawClient } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

/** What fits beside the built-in administrator. */
const ROOM = 99

describe.each(storages)('the 100 accounts of the developer plan on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({ defaultPlan: 'developer' })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const names = (count: number) => numbers(count).map((number) => `u${number}`)
  const full = () => seedApp(im, ...names(ROOM))
  const signIn = async (app: TestApp, userId: string) => {
    const client = await RawClient.connect(im.url)
    const userSig = im.userSig(app, userId)
    return client.call(login, { sdkAppId: app.appId, userId, userSig })
  }

  test('the 101st is refused with 70398, and one that is there is not', async () => {
    const app = await full()

    const over = await im.rest(app, accountImport, { UserID: 'over' })
    const again = await im.rest(app, accountImport, { UserID: 'u1', Nick: 'still here' })

    expect(over).toMatchObject(failure(accountErrors.accountCap))
    expect(again).toMatchObject({ ErrorCode: 0 })
  })

  test('a first login is refused with 70398', async () => {
    const app = await full()

    await expect(signIn(app, 'over')).rejects.toMatchObject({ code: 70398 })
    await expect(signIn(app, 'u1')).resolves.toMatchObject({ userId: 'u1' })
  })

  test('of a batch near the cap some are imported and the rest listed', async () => {
    const app = await seedApp(im, ...names(ROOM - 2))

    const Accounts = ['u1', 'a', 'b', 'c', 'd']
    const answer = await im.rest(app, multiAccountImport, { Accounts })

    expect(answer).toMatchObject({ ErrorCode: 0, FailAccounts: ['c', 'd'] })
  })

  test('a batch of which none fits is refused with 70398', async () => {
    const app = await full()

    const answer = await im.rest(app, multiAccountImport, { Accounts: ['a', 'b'] })

    expect(answer).toMatchObject(failure(accountErrors.accountCap))
  })

  test('a deletion makes room, also for the same UserID', async () => {
    const app = await full()
    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'u1' }] })

    const back = await im.rest(app, accountImport, { UserID: 'u1' })
    const over = await im.rest(app, accountImport, { UserID: 'over' })

    expect(back).toMatchObject({ ErrorCode: 0 })
    expect(over).toMatchObject(failure(accountErrors.accountCap))
  })

  test('many at once do not pass it', async () => {
    const app = await seedApp(im, ...names(ROOM - 5))

    const answers = await Promise.all(
      numbers(12).map((number) => im.rest(app, accountImport, { UserID: `more${number}` })),
    )

    expect(answers.filter(({ ErrorCode }) => ErrorCode === 0)).toHaveLength(5)
    expect(await im.platform.im.accounts.counts(app.appId)).toMatchObject({ all: 100 })
  })
})
