import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { portraitGet, portraitSet, profileErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' }

/** A good value for every standard field. */
const values = {
  Tag_Profile_IM_Nick: '雁书',
  Tag_Profile_IM_Gender: 'Gender_Type_Female',
  Tag_Profile_IM_BirthDay: 20_190_419,
  Tag_Profile_IM_Location: 'x'.repeat(16),
  Tag_Profile_IM_SelfSignature: 'y'.repeat(500),
  Tag_Profile_IM_AllowType: 'AllowType_Type_NeedConfirm',
  Tag_Profile_IM_Language: 0,
  Tag_Profile_IM_Image: 'https://example.com/a.png',
  Tag_Profile_IM_MsgSettings: 1,
  Tag_Profile_IM_AdminForbidType: 'AdminForbid_Type_SendOut',
  Tag_Profile_IM_Level: 0xffff_ffff,
  Tag_Profile_IM_Role: 7,
}

describe.each(storages)('profile commands on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const set = (app: TestApp, From_Account: string, fields: Readonly<Record<string, unknown>>) =>
    im.rest(app, portraitSet, {
      From_Account,
      ProfileItem: Object.entries(fields).map(([Tag, Value]) => ({ Tag, Value })),
    })
  const get = (app: TestApp, To_Account: readonly string[], TagList: readonly string[]) =>
    im.rest(app, portraitGet, { To_Account, TagList })

  test('what was set is read, in the order of the tags asked for', async () => {
    const app = await seedApp(im, 'alice')

    const answer = await set(app, 'alice', values)
    const read = await get(app, ['alice'], Object.keys(values))

    expect(answer).toEqual(OK)
    expect(read).toEqual({
      ...OK,
      UserProfileItem: [
        {
          To_Account: 'alice',
          ProfileItem: Object.entries(values).map(([Tag, Value]) => ({ Tag, Value })),
          ResultCode: 0,
          ResultInfo: '',
        },
      ],
    })
  })

  test('fields that were never set are left out', async () => {
    const app = await seedApp(im, 'alice')

    const read = await get(app, ['alice'], Object.keys(values))

    expect(read.UserProfileItem).toEqual([
      { To_Account: 'alice', ProfileItem: [], ResultCode: 0, ResultInfo: '' },
    ])
  })

  test('a later set leaves the other fields', async () => {
    const app = await seedApp(im, 'alice')
    await set(app, 'alice', { Tag_Profile_IM_Level: 1, Tag_Profile_IM_Nick: 'Al' })

    await set(app, 'alice', { Tag_Profile_IM_Level: 2 })

    const read = await get(app, ['alice'], ['Tag_Profile_IM_Level', 'Tag_Profile_IM_Nick'])
    expect(read).toMatchObject({
      UserProfileItem: [{ ProfileItem: [{ Value: 2 }, { Value: 'Al' }] }],
    })
  })

  test('two sets at once lose neither field', async () => {
    const app = await seedApp(im, 'alice')

    await Promise.all([
      set(app, 'alice', { Tag_Profile_IM_Level: 1 }),
      set(app, 'alice', { Tag_Profile_IM_Role: 2 }),
      set(app, 'alice', { Tag_Profile_IM_Nick: 'Al' }),
    ])

    const tags = ['Tag_Profile_IM_Level', 'Tag_Profile_IM_Role', 'Tag_Profile_IM_Nick']
    expect(await get(app, ['alice'], tags)).toMatchObject({
      UserProfileItem: [{ ProfileItem: [{ Value: 1 }, { Value: 2 }, { Value: 'Al' }] }],
    })
  })

  test.each([
    ['Tag_Profile_IM_Nope', 'x', profileErrors.unknownTag],
    ['constructor', 'x', profileErrors.unknownTag],
    ['Tag_Profile_IM_Nick', 7, profileErrors.badType],
    ['Tag_Profile_IM_Level', '7', profileErrors.badType],
    ['Tag_Profile_IM_Level', -1, profileErrors.badValue],
    ['Tag_Profile_IM_Level', 1.5, profileErrors.badValue],
    ['Tag_Profile_IM_Level', 0x1_0000_0000, profileErrors.badValue],
    ['Tag_Profile_IM_Gender', 'Gender_Type_Other', profileErrors.badValue],
    ['Tag_Profile_IM_Nick', 'x'.repeat(501), profileErrors.tooLong],
    ['Tag_Profile_IM_Location', 'x'.repeat(17), profileErrors.tooLong],
    ['Tag_Profile_IM_Nick', 'a\u0000b', profileErrors.badValue],
    ['Tag_Profile_IM_Nick', true, profileErrors.badParameter],
    ['Tag_Profile_IM_Nick', null, profileErrors.badParameter],
  ])('%s cannot be set to %p', async (tag, value, row) => {
    const app = await seedApp(im, 'alice')

    const answer = await set(app, 'alice', { Tag_Profile_IM_Role: 9, [tag]: value })

    expect(answer).toMatchObject(failure(row))
    // All or none: the good field beside it is not set either.
    const read = await get(app, ['alice'], ['Tag_Profile_IM_Role'])
    expect(read).toMatchObject({ UserProfileItem: [{ ProfileItem: [] }] })
  })

  test('portrait_set of nobody answers 40003, of nothing 40001', async () => {
    const app = await seedApp(im, 'alice')

    const nobody = await set(app, 'nobody', { Tag_Profile_IM_Role: 1 })
    const nothing = await set(app, 'alice', {})

    expect(nobody).toMatchObject(failure(profileErrors.unknownAccount))
    expect(nothing).toMatchObject(failure(profileErrors.badParameter))
  })

  test('portrait_get lists accounts that are not there', async () => {
    const app = await seedApp(im, 'alice')

    const read = await get(app, ['nobody', 'alice'], ['Tag_Profile_IM_Nick'])

    const { code, info } = profileErrors.unknownAccount
    expect(read).toEqual({
      ...OK,
      UserProfileItem: [
        { To_Account: 'nobody', ResultCode: code, ResultInfo: info },
        { To_Account: 'alice', ProfileItem: [], ResultCode: 0, ResultInfo: '' },
      ],
      Fail_Account: ['nobody'],
    })
  })

  test('portrait_get takes 100 accounts and refuses 101, none, and tags that do not exist', async () => {
    const app = await seedApp(im)
    const ids = (count: number) => numbers(count).map((number) => `u${number}`)
    const tags = ['Tag_Profile_IM_Nick']

    expect(await get(app, ids(100), tags)).toMatchObject(OK)
    expect(await get(app, ids(101), tags)).toMatchObject(failure(profileErrors.noAccount))
    expect(await get(app, [], tags)).toMatchObject(failure(profileErrors.noAccount))
    expect(await get(app, ['a'], [])).toMatchObject(failure(profileErrors.badParameter))
    expect(await get(app, ['a'], ['Tag_X'])).toMatchObject(failure(profileErrors.unknownTag))
  })
})
