import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  blackListAdd,
  blackListCheck,
  blackListDelete,
  blackListGet,
  friendCheck,
  relationErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { befriend, calling, done, failed, RELATION_OK } from '../relations.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)

describe.each(storages)('blocklists on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const block = (app: TestApp, From_Account: string, ...To_Account: readonly string[]) =>
    im.rest(app, blackListAdd, { From_Account, To_Account })
  const page = (app: TestApp, StartIndex: number, MaxLimited: number) =>
    im.rest(app, blackListGet, { From_Account: 'alice', StartIndex, MaxLimited, LastSequence: 0 })

  test('blocking ends the friendship on both sides', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await befriend(im, app, 'alice', 'bob')
    await befriend(im, app, 'bob', 'alice')

    const answer = await block(app, 'alice', 'bob')

    expect(answer).toEqual({ ...RELATION_OK, ResultItem: [done('bob')] })
    const check = await im.rest(app, friendCheck, {
      From_Account: 'alice',
      To_Account: ['bob'],
      CheckType: 'CheckResult_Type_Both',
    })
    expect(check.InfoItem).toMatchObject([{ Relation: 'CheckResult_Type_NoRelation' }])
  })

  test('fails those that are not there, oneself, and those that are blocked', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await block(app, 'alice', 'bob')

    const answer = await block(app, 'alice', 'bob', 'nobody', 'alice')

    expect(answer.ResultItem).toEqual([
      failed('bob', { code: 30001, info: 'Err_SNS_BlackListAdd_Already_Exist' }),
      failed('nobody', relationErrors.unknownAccount),
      failed('alice', relationErrors.badParameter),
    ])
    expect(answer.Fail_Account).toEqual(['bob', 'nobody', 'alice'])
  })

  test('takes a thousand and no more', async () => {
    const many = names(1001)
    const app = await seedApp(im, 'alice', ...many)

    const thousand = await block(app, 'alice', ...many.slice(0, 1000))
    const over = await block(app, 'alice', 'u1001')

    expect(thousand.Fail_Account).toBeUndefined()
    expect(over.ResultItem).toEqual([failed('u1001', relationErrors.blocklistFull)])
    expect(await page(app, 0, 1000)).toMatchObject({ StartIndex: 0, CurruentSequence: 1000 })
  })

  test('is read page by page and given back', async () => {
    const app = await seedApp(im, 'alice', ...names(5))
    await block(app, 'alice', ...names(5))
    const remove = calling(im, app, blackListDelete)

    const first = await page(app, 0, 3)
    const second = await page(app, Number(first.StartIndex), 3)
    const freed = await remove('alice', { To_Account: ['u1', 'nobody'] })

    const items = [first, second].flatMap(
      (one) => one.BlackListItem as { To_Account: string; AddBlackTimeStamp: number }[],
    )
    expect(items.map((item) => item.To_Account)).toEqual(names(5))
    expect(items).toContainEqual({ To_Account: 'u1', AddBlackTimeStamp: expect.any(Number) })
    expect(second).toMatchObject({ ...RELATION_OK, StartIndex: 0, CurruentSequence: 5 })
    expect(freed).toEqual({
      ...RELATION_OK,
      ResultItem: [
        done('u1'),
        failed('nobody', { code: 30001, info: 'Err_SNS_BlackListDelete_Not_Exist' }),
      ],
      Fail_Account: ['nobody'],
    })
    expect((await page(app, 0, 10)).BlackListItem).toHaveLength(4)
  })

  test('who blocks whom is told', async () => {
    const app = await seedApp(im, 'alice', 'both', 'mine', 'theirs', 'none')
    await block(app, 'alice', 'both', 'mine')
    await block(app, 'both', 'alice')
    await block(app, 'theirs', 'alice')
    const check = calling(im, app, blackListCheck)
    const To_Account = ['both', 'mine', 'theirs', 'none', 'nobody']
    const relations = (answer: Readonly<Record<string, unknown>>) =>
      (answer.BlackListCheckItem as { readonly Relation: string }[]).map((item) =>
        item.Relation.replace('BlackCheckResult_Type_', ''),
      )

    const both = await check('alice', { To_Account, CheckType: 'BlackCheckResult_Type_Both' })
    const single = await check('alice', { To_Account, CheckType: 'BlackCheckResult_Type_Single' })

    expect(relations(both)).toEqual(['BothWay', 'AWithB', 'BWithA', 'NO', 'NO'])
    expect(relations(single)).toEqual(['AWithB', 'AWithB', 'NO', 'NO', 'NO'])
    expect(both.Fail_Account).toEqual(['nobody'])
  })

  test.each([
    ['black_list_add', blackListAdd, {}],
    ['black_list_delete', blackListDelete, {}],
    ['black_list_check', blackListCheck, { CheckType: 'BlackCheckResult_Type_Both' }],
  ])('%s refuses an owner that is not there, and 1001 accounts', async (_, command, more) => {
    const app = await seedApp(im, 'alice')
    const call = calling(im, app, command)

    expect(await call('nobody', { To_Account: ['alice'], ...more })).toMatchObject(
      failure(relationErrors.unknownAccount),
    )
    expect(await call('alice', { To_Account: names(1001), ...more })).toMatchObject(
      failure(relationErrors.badParameter),
    )
  })

  test('black_list_get refuses an owner that is not there, and pages of none', async () => {
    const app = await seedApp(im, 'alice')
    const get = calling(im, app, blackListGet)

    expect(await get('nobody', { StartIndex: 0, MaxLimited: 1, LastSequence: 0 })).toMatchObject(
      failure(relationErrors.unknownAccount),
    )
    expect(await page(app, 0, 0)).toMatchObject(failure(relationErrors.badParameter))
  })
})
