import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  friendDelete,
  friendGetList,
  groupAdd,
  groupDelete,
  groupGet,
  relationErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { befriend, calling, done, failed, RELATION_OK } from '../relations.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `g${number}`)

describe.each(storages)('friend groups on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const add = (app: TestApp, GroupName: readonly string[], To_Account?: readonly string[]) =>
    im.rest(app, groupAdd, { From_Account: 'alice', GroupName, To_Account })
  const get = (app: TestApp, more: Readonly<Record<string, unknown>> = {}) =>
    im.rest(app, groupGet, { From_Account: 'alice', LastSequence: 0, ...more })

  test('are made with friends in them', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await befriend(im, app, 'alice', 'bob')

    const answer = await add(app, ['work', 'home'], ['bob', 'carol'])

    expect(answer).toEqual({
      ...RELATION_OK,
      ResultItem: [done('bob'), failed('carol', relationErrors.memberNotFriend)],
      Fail_Account: ['carol'],
      CurrentSequence: 2,
    })
    const members = await get(app, { NeedFriend: 'Need_Friend_Type_Yes', GroupName: ['work'] })
    expect(members).toEqual({
      ...RELATION_OK,
      ResultItem: [{ GroupName: 'work', FriendNumber: 1, To_Account: ['bob'] }],
      CurrentSequence: 2,
    })
  })

  test('without friends answer no items, and again without harm', async () => {
    const app = await seedApp(im, 'alice')

    expect(await add(app, ['work'])).toEqual({ ...RELATION_OK, CurrentSequence: 1 })
    expect(await add(app, ['work'])).toEqual({ ...RELATION_OK, CurrentSequence: 1 })
    expect(await get(app, { NeedFriend: 'no' })).toEqual({
      ...RELATION_OK,
      ResultItem: [{ GroupName: 'work', FriendNumber: 0 }],
      CurrentSequence: 1,
    })
  })

  test('are left out where the caller has seen them', async () => {
    const app = await seedApp(im, 'alice')
    await add(app, ['work'])

    expect((await get(app, { LastSequence: 1 })).ResultItem).toEqual([])
    expect((await get(app, { LastSequence: 1, GroupName: ['work'] })).ResultItem).toHaveLength(1)
  })

  test('are told anew when a friend in them goes', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await befriend(im, app, 'alice', 'bob')
    const { CurrentSequence } = await add(app, ['work'], ['bob'])

    await im.rest(app, friendDelete, { From_Account: 'alice', To_Account: ['bob'] })

    const after = await get(app, { LastSequence: CurrentSequence })
    expect(after.ResultItem).toEqual([{ GroupName: 'work', FriendNumber: 0 }])
  })

  test('are deleted, and the friends stay', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await befriend(im, app, 'alice', 'bob')
    await add(app, ['work', 'home'], ['bob'])

    const answer = await im.rest(app, groupDelete, {
      From_Account: 'alice',
      GroupName: ['work', 'other'],
    })

    expect(answer).toEqual({ ...RELATION_OK, CurrentSequence: 3 })
    const friend = await im.rest(app, friendGetList, {
      From_Account: 'alice',
      To_Account: ['bob'],
      TagList: ['Tag_SNS_IM_Group'],
    })
    expect(friend.InfoItem).toMatchObject([{ SnsProfileItem: [{ Value: ['home'] }] }])
    expect((await get(app)).ResultItem).toEqual([{ GroupName: 'home', FriendNumber: 1 }])
  })

  test('are 32 at most', async () => {
    const app = await seedApp(im, 'alice')
    await add(app, names(32))

    expect(await add(app, ['more'])).toMatchObject(failure(relationErrors.groupsFull))
    expect((await get(app)).ResultItem).toHaveLength(32)
    await im.rest(app, groupDelete, { From_Account: 'alice', GroupName: ['g1'] })
    expect(await add(app, ['more'])).toMatchObject(RELATION_OK)
  })

  test.each([groupAdd, groupDelete])('$name refuses strangers and bad names', async (command) => {
    const app = await seedApp(im, 'alice')
    const call = calling(im, app, command)

    expect(await call('nobody', { GroupName: ['work'] })).toMatchObject(
      failure(relationErrors.unknownAccount),
    )
    for (const GroupName of [[], [''], ['x'.repeat(31)], ['a\0b'], names(33)]) {
      expect(await call('alice', { GroupName })).toMatchObject(failure(relationErrors.badParameter))
    }
  })

  test('group_get refuses an owner that is not there, and a missing sequence', async () => {
    const app = await seedApp(im, 'alice')
    const call = calling(im, app, groupGet)

    expect(await call('nobody', { LastSequence: 0 })).toMatchObject(
      failure(relationErrors.unknownAccount),
    )
    expect(await call('alice')).toMatchObject(failure(relationErrors.badParameter))
  })
})
