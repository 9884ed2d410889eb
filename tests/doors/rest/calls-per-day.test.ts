import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { accountCheck, commandPath, commonErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { readPlanFile } from '@yanshu/server/testing'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { ask } from '../signed-call.ts'
import { storages } from '../storages.ts'

const plans = readPlanFile(
  JSON.stringify([{ id: 'few_calls', extends: 'private', quotas: { restPerDay: 3 } }]),
)

describe.each(storages)('REST calls of a day on $name', ({ start }) => {
  let clock: MovingClock
  let im: TestServer
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({ plans }, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const call = async (app: TestApp) => {
    const { ErrorCode } = await ask(im, app, {
      path: commandPath(accountCheck),
      query: { usersig: im.userSig(app, 'administrator', clock.seconds()) },
      body: JSON.stringify({ CheckItem: [{ UserID: 'ann' }] }),
    })
    return ErrorCode
  }
  const codes = async (app: TestApp, count: number) => {
    const found: number[] = []
    for (let at = 0; at < count; at++) found.push(await call(app))
    return found
  }

  test('answer 60028 beyond what the plan allows, until the next day', async () => {
    const app = await seedApp(im, 'ann')
    await putOnPlan(im, app, 'few_calls')

    expect(await codes(app, 5)).toEqual([
      0,
      0,
      0,
      commonErrors.dailyCalls.code,
      commonErrors.dailyCalls.code,
    ])
    clock.pass(DAY)
    expect(await call(app)).toBe(0)
  })

  test('many at once do not pass the cap', async () => {
    const app = await seedApp(im, 'ann')
    await putOnPlan(im, app, 'few_calls')

    const answers = await Promise.all(Array.from({ length: 9 }, () => call(app)))

    expect(answers.filter((code) => code === 0)).toHaveLength(3)
  })

  test('are not counted where the plan sets no number', async () => {
    const app = await seedApp(im, 'ann')

    expect(await codes(app, 5)).toEqual([0, 0, 0, 0, 0])
  })
})
