import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  followAdd,
  followCheck,
  followDelete,
  followGet,
  followGetInfo,
  portraitSet,
  relationErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { calling, done, failed, RELATION_OK } from '../relations.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)

/** A good body of each command, but for who asks. */
const commands = [
  ['follow_add', followAdd, { FollowItem: [{ To_Account: 'alice' }] }, 21],
  ['follow_delete', followDelete, { To_Account: ['alice'] }, 21],
  ['follow_check', followCheck, { To_Account: ['alice'] }, 101],
  ['follow_get_info', followGetInfo, { To_Account: ['alice'] }, 21],
  ['follow_get', followGet, { FollowType: 1, StartCursor: '' }, 0],
] as const

describe.each(storages)('follow commands on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withFollow = async (...userIds: readonly string[]) => {
    const app = await seedApp(im, ...userIds)
    await setConf(im, app, { Follow: true })
    return app
  }
  const follow = (app: TestApp, From_Account: string, ...to: readonly string[]) =>
    im.rest(app, followAdd, { From_Account, FollowItem: to.map((To_Account) => ({ To_Account })) })
  const unfollow = (app: TestApp, From_Account: string, ...To_Account: readonly string[]) =>
    im.rest(app, followDelete, { From_Account, To_Account })
  const counts = async (app: TestApp, userId: string) => {
    const To_Account = [userId]
    const answer = await im.rest(app, followGetInfo, { From_Account: 'alice', To_Account })
    const [info] = answer.FollowInfo as {
      FollowerCount: number
      FollowingCount: number
      MutualFollowingCount: number
    }[]
    return [info?.FollowerCount, info?.FollowingCount, info?.MutualFollowingCount]
  }
  const list = async (app: TestApp, From_Account: string, FollowType: number, WantNum = 100) => {
    const seen: string[] = []
    let StartCursor = ''
    do {
      const body = { From_Account, FollowType, StartCursor, WantNum }
      const answer = await im.rest(app, followGet, body)
      for (const item of answer.FollowItem as { To_Account: string }[]) seen.push(item.To_Account)
      StartCursor = String(answer.NextCursor)
    } while (StartCursor !== '')
    return seen.toSorted()
  }

  test('follow_add follows, twice as once, and fails single items', async () => {
    const app = await withFollow('alice', 'bob')

    const answer = await follow(app, 'alice', 'bob', 'nobody', 'alice')
    await follow(app, 'alice', 'bob')

    expect(answer).toEqual({
      ...RELATION_OK,
      ResultItem: [
        done('bob'),
        failed('nobody', relationErrors.unknownAccount),
        failed('alice', relationErrors.badParameter),
      ],
    })
    expect(await counts(app, 'alice')).toEqual([0, 1, 0])
    expect(await counts(app, 'bob')).toEqual([1, 0, 0])
  })

  test('counters follow every change, also where both act at once', async () => {
    const app = await withFollow('alice', 'bob', 'carol')

    await Promise.all([follow(app, 'alice', 'bob', 'carol'), follow(app, 'bob', 'alice')])
    expect(await counts(app, 'alice')).toEqual([1, 2, 1])
    expect(await counts(app, 'bob')).toEqual([1, 1, 1])

    const answer = await unfollow(app, 'alice', 'bob', 'bob', 'nobody')
    expect(answer.ResultItem).toEqual([
      done('bob'),
      done('bob'),
      failed('nobody', relationErrors.unknownAccount),
    ])
    expect(await counts(app, 'alice')).toEqual([1, 1, 0])
    expect(await counts(app, 'bob')).toEqual([0, 1, 0])
    expect(await list(app, 'bob', 3)).toEqual([])
  })

  test('follow_check tells who follows whom', async () => {
    const app = await withFollow('alice', 'none', 'fan', 'idol', 'both')
    await follow(app, 'alice', 'idol', 'both')
    await follow(app, 'fan', 'alice')
    await follow(app, 'both', 'alice')

    const answer = await im.rest(app, followCheck, {
      From_Account: 'alice',
      To_Account: ['none', 'fan', 'idol', 'both', 'nobody'],
    })

    expect(answer).toEqual({
      ...RELATION_OK,
      ResultItem: [
        { ...done('none'), FollowType: 0 },
        { ...done('fan'), FollowType: 1 },
        { ...done('idol'), FollowType: 2 },
        { ...done('both'), FollowType: 3 },
        { ...failed('nobody', relationErrors.unknownAccount), FollowType: 0 },
      ],
    })
  })

  test('follow_get pages each list, with nick and avatar', async () => {
    const many = names(20)
    const app = await withFollow('alice', ...many)
    await follow(app, 'alice', ...many)
    for (const name of many.slice(0, 5)) await follow(app, name, 'alice')
    await im.rest(app, portraitSet, {
      From_Account: 'u1',
      ProfileItem: [
        { Tag: 'Tag_Profile_IM_Nick', Value: 'One' },
        { Tag: 'Tag_Profile_IM_Level', Value: 7 },
      ],
    })

    expect(await list(app, 'alice', 2, 3)).toEqual(many.toSorted())
    expect(await list(app, 'alice', 1, 2)).toEqual(many.slice(0, 5).toSorted())
    expect(await list(app, 'alice', 3, 2)).toEqual(many.slice(0, 5).toSorted())
    const body = { From_Account: 'alice', FollowType: 1, StartCursor: '' }
    const { FollowItem } = await im.rest(app, followGet, body)
    expect(FollowItem).toContainEqual({
      To_Account: 'u1',
      FollowTime: expect.any(Number),
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'One' }],
    })
  })

  test('follow_get_info tells the unknown apart', async () => {
    const app = await withFollow('alice')

    const answer = await im.rest(app, followGetInfo, {
      From_Account: 'alice',
      To_Account: ['alice', 'nobody'],
    })

    const zero = { FollowerCount: 0, FollowingCount: 0, MutualFollowingCount: 0 }
    expect(answer).toEqual({
      ...RELATION_OK,
      FollowInfo: [
        { ...done('alice'), ...zero },
        { ...failed('nobody', relationErrors.unknownAccount), ...zero },
      ],
    })
  })

  test('5,000 accounts are followed and no more', async () => {
    const app = await withFollow('alice', 'bob', 'carol')
    // As many calls as it takes would take minutes; the counter is what decides.
    await follow(app, 'alice', 'bob')
    await im.platform.store.db
      .updateTable('follow_count')
      .set({ following: 5000 })
      .where('app_id', '=', app.appId)
      .where('user_id', '=', 'alice')
      .execute()

    const over = await follow(app, 'alice', 'carol', 'bob')

    expect(over.ResultItem).toEqual([
      { To_Account: 'carol', ResultCode: 30010, ResultInfo: 'too many accounts are followed' },
      done('bob'),
    ])
    await unfollow(app, 'alice', 'bob')
    expect((await follow(app, 'alice', 'carol')).ResultItem).toEqual([done('carol')])
  })

  test('a deleted account leaves every list and every counter', async () => {
    const app = await withFollow('alice', 'bob', 'carol')
    await follow(app, 'alice', 'bob', 'carol')
    await follow(app, 'bob', 'alice', 'carol')

    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })

    expect(await counts(app, 'alice')).toEqual([0, 1, 0])
    expect(await counts(app, 'carol')).toEqual([1, 0, 0])
    expect(await list(app, 'alice', 2)).toEqual(['carol'])
    const rows = await im.platform.store.db
      .selectFrom('follow_count')
      .select('user_id')
      .where('app_id', '=', app.appId)
      .execute()
    expect(rows.map((row) => row.user_id).toSorted()).toEqual(['alice', 'carol'])
  })

  test.each(commands)('%s works only where plan and switch have it', async (_, command, body) => {
    const app = await seedApp(im, 'alice')
    const call = async () =>
      (await im.rest(app, command, { From_Account: 'alice', ...body })).ErrorCode

    const off = await call()
    await setConf(im, app, { Follow: true })
    const on = await call()
    await putOnPlan(im, app, 'standard')
    const lower = await call()
    await putOnPlan(im, app, 'premium')

    const { code } = relationErrors.followOff
    expect([off, on, lower, await call()]).toEqual([code, 0, code, 0])
  })

  test.each(commands)('%s refuses strangers and too many', async (_, command, body, tooMany) => {
    const app = await withFollow('alice')
    const call = calling(im, app, command)
    const over = names(tooMany)
    const bad =
      tooMany === 0
        ? { ...body, StartCursor: 'x' }
        : { To_Account: over, FollowItem: over.map((To_Account) => ({ To_Account })) }

    expect(await call('nobody', body)).toMatchObject(failure(relationErrors.unknownAccount))
    expect(await call('alice', bad)).toMatchObject(failure(relationErrors.badParameter))
  })
})
