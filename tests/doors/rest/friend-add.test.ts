import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  blackListAdd,
  friendAdd,
  friendCheck,
  friendGet,
  groupAdd,
  portraitSet,
  relationErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { befriend, done, failed, RELATION_OK, setAllowType, SOURCE } from '../relations.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)

describe.each(storages)('friend_add on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const add = (
    app: TestApp,
    From_Account: string,
    to: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
    item: Readonly<Record<string, unknown>> = {},
  ) =>
    im.rest(app, friendAdd, {
      From_Account,
      AddFriendItem: to.map((To_Account) => ({ To_Account, AddSource: SOURCE, ...item })),
      ...more,
    })
  const standing = async (app: TestApp, From_Account: string, To_Account: string) => {
    const answer = await im.rest(app, friendCheck, {
      From_Account,
      To_Account: [To_Account],
      CheckType: 'CheckResult_Type_Both',
    })
    const [item] = answer.InfoItem as { readonly Relation: string }[]
    return item?.Relation.replace('CheckResult_Type_', '')
  }

  test('makes two-way friends at once where the other side allows it', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const item = { Remark: '老鲍', GroupName: 'work', AddWording: 'hello' }

    const answer = await add(app, 'alice', ['bob'], {}, item)

    expect(answer).toEqual({ ...RELATION_OK, ResultItem: [done('bob')] })
    expect(await standing(app, 'alice', 'bob')).toBe('BothWay')
    const list = await im.rest(app, friendGet, { From_Account: 'alice', StartIndex: 0 })
    expect(list.UserDataItem).toEqual([
      {
        To_Account: 'bob',
        ValueItem: [
          { Tag: 'Tag_SNS_IM_Group', Value: ['work'] },
          { Tag: 'Tag_SNS_IM_Remark', Value: '老鲍' },
          { Tag: 'Tag_SNS_IM_AddSource', Value: SOURCE },
          { Tag: 'Tag_SNS_IM_AddWording', Value: 'hello' },
          { Tag: 'Tag_SNS_IM_AddTime', Value: expect.any(Number) },
          { Tag: 'Tag_SNS_IM_RemarkTime', Value: expect.any(Number) },
        ],
      },
    ])
  })

  test('adds on one side alone where that is asked for, and again without harm', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const single = { AddType: 'Add_Type_Single' }

    await add(app, 'alice', ['bob'], single)
    const again = await add(app, 'alice', ['bob'], single)

    expect(again).toEqual({ ...RELATION_OK, ResultItem: [done('bob')] })
    expect(await standing(app, 'alice', 'bob')).toBe('AWithB')
    expect(await standing(app, 'bob', 'alice')).toBe('BWithA')
  })

  test('leaves a request where the other side wants to confirm, and none where it denies', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await setAllowType(im, app, 'bob', 'NeedConfirm')
    await setAllowType(im, app, 'carol', 'DenyAny')

    const answer = await add(app, 'alice', ['bob', 'carol', 'nobody', 'alice'])

    expect(answer).toEqual({
      ...RELATION_OK,
      ResultItem: [
        failed('bob', relationErrors.pending),
        failed('carol', relationErrors.refusesAll),
        failed('nobody', relationErrors.unknownAccount),
        failed('alice', relationErrors.badParameter),
      ],
      Fail_Account: ['carol', 'nobody', 'alice'],
    })
    expect(await standing(app, 'alice', 'bob')).toBe('NoRelation')
  })

  test('who said nothing is asked as the app says', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const codes = async (to: string) => {
      const { ResultItem } = await add(app, 'alice', [to])
      return (ResultItem as { readonly ResultCode: number }[]).map((item) => item.ResultCode)
    }

    await setConf(im, app, { DefaultAllowType: 'AllowType_Type_DenyAny' })
    const denied = await codes('bob')
    await setConf(im, app, { DefaultAllowType: 'AllowType_Type_NeedConfirm' })
    const asked = await codes('bob')
    await setConf(im, app, { DefaultAllowType: 'AllowType_Type_AllowAny' })

    expect([denied, asked, await codes('bob')]).toEqual([[30516], [30539], [0]])
  })

  test('an administrator’s force asks nobody', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setAllowType(im, app, 'bob', 'DenyAny')

    await add(app, 'alice', ['bob'], { ForceAddFlags: 1 })

    expect(await standing(app, 'alice', 'bob')).toBe('BothWay')
  })

  test('who has the sender as a friend already is not asked', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await setAllowType(im, app, 'bob', 'DenyAny')
    await befriend(im, app, 'bob', 'alice')

    await add(app, 'alice', ['bob'])

    expect(await standing(app, 'alice', 'bob')).toBe('BothWay')
  })

  test('who may not send requests sends none, unless it is forced', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, portraitSet, {
      From_Account: 'alice',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_AdminForbidType', Value: 'AdminForbid_Type_SendOut' }],
    })

    expect(await add(app, 'alice', ['bob'])).toMatchObject({
      ResultItem: [failed('bob', relationErrors.requestsForbidden)],
    })
    expect(await add(app, 'alice', ['bob'], { ForceAddFlags: 1 })).toMatchObject({
      ResultItem: [done('bob')],
    })
  })

  test('nobody becomes a friend over a blocklist of either side', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, blackListAdd, { From_Account: 'alice', To_Account: ['bob'] })
    await im.rest(app, blackListAdd, { From_Account: 'carol', To_Account: ['alice'] })

    const answer = await add(app, 'alice', ['bob', 'carol'], { ForceAddFlags: 1 })

    expect(answer.ResultItem).toEqual([
      failed('bob', relationErrors.blockedPeer),
      failed('carol', relationErrors.blockedByPeer),
    ])
  })

  test('a developer plan has room for 20 friends, a private one for more', async () => {
    const many = names(21)
    const app = await seedApp(im, 'alice', 'bob', ...many)
    await putOnPlan(im, app, 'developer')

    const full = await add(app, 'alice', many)
    const other = await add(app, 'bob', ['alice'])
    await putOnPlan(im, app, 'private')
    const roomy = await add(app, 'alice', ['u21', 'bob'])

    expect((full.ResultItem as unknown[]).at(-2)).toEqual(done('u20'))
    expect((full.ResultItem as unknown[]).at(-1)).toEqual(failed('u21', relationErrors.friendsFull))
    expect(other.ResultItem).toEqual([failed('alice', relationErrors.peerFriendsFull)])
    expect(roomy.ResultItem).toEqual([done('u21'), done('bob')])
  })

  test('a hundred requests wait for an answer and no more', async () => {
    const many = names(101)
    const app = await seedApp(im, 'alice', ...many)
    await setAllowType(im, app, 'alice', 'NeedConfirm')
    const codes: unknown[] = []

    for (const name of many) {
      const { ResultItem } = await add(app, name, ['alice'])
      codes.push((ResultItem as { readonly ResultCode: number }[])[0]?.ResultCode)
    }
    const again = await add(app, 'u1', ['alice'])

    expect(codes.slice(0, 100)).toEqual(Array(100).fill(30539))
    expect(codes[100]).toBe(relationErrors.pendingFull.code)
    expect(again.ResultItem).toEqual([failed('alice', relationErrors.pending)])
  })

  test('a group is made for a friend until there are 32', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, groupAdd, { From_Account: 'alice', GroupName: names(31) })

    const last = await add(app, 'alice', ['bob'], {}, { GroupName: 'last' })
    const over = await add(app, 'alice', ['carol'], {}, { GroupName: 'over' })

    expect(last.ResultItem).toEqual([done('bob')])
    expect(over.ResultItem).toEqual([failed('carol', relationErrors.groupsFull)])
  })

  test('two that add each other at once end as friends', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    await Promise.all([add(app, 'alice', ['bob']), add(app, 'bob', ['alice'])])

    expect(await standing(app, 'alice', 'bob')).toBe('BothWay')
    const list = await im.rest(app, friendGet, { From_Account: 'alice', StartIndex: 0 })
    expect(list.FriendNum).toBe(1)
  })

  test.each([
    ['a remark over 96 bytes', { Remark: 'x'.repeat(97) }],
    ['a group name over 30 bytes', { GroupName: '组'.repeat(11) }],
    ['an empty group name', { GroupName: '' }],
    ['a wording over 256 bytes', { AddWording: 'x'.repeat(257) }],
    ['a NUL', { Remark: 'a\0b' }],
    ['a source of nine letters', { AddSource: 'AddSource_Type_Ninechars' }],
    ['a source without its prefix', { AddSource: 'Test' }],
    ['no source', { AddSource: undefined }],
  ])('refuses %s', async (_, item) => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await add(app, 'alice', ['bob'], {}, item)

    expect(answer).toMatchObject(failure(relationErrors.badParameter))
  })

  test('refuses a sender that is not there, 1001 items and other types', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    expect(await add(app, 'nobody', ['bob'])).toMatchObject(failure(relationErrors.unknownAccount))
    expect(await add(app, 'alice', names(1001))).toMatchObject(failure(relationErrors.badParameter))
    expect(await add(app, 'alice', ['bob'], { AddType: 'Other' })).toMatchObject(
      failure(relationErrors.badParameter),
    )
  })
})
