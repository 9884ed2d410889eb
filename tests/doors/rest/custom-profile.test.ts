import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  createUserField,
  describeAccountList,
  modifyAccountInfo,
  modifyUserField,
  portraitGet,
  portraitSet,
  profileErrors,
  profileGet,
  profileSet,
  setConfInfo,
  type CustomFieldType,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'

const TAG = 'Tag_Profile_Custom_Field'
const all = { AppRead: true, AppWrite: true, AdminRead: true, AdminWrite: true }

describe.each(storages)('custom profile fields on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const field = (Type: CustomFieldType, rights: Partial<typeof all> = {}) =>
    im.act(createUserField, { SDKAppID: app.appId, Key: 'Field', Type, ...all, ...rights })
  const rights = (change: Partial<typeof all>) =>
    im.act(modifyUserField, { SDKAppID: app.appId, Key: 'Field', ...all, ...change })
  const set = (Value: unknown) =>
    im.rest(app, portraitSet, { From_Account: 'alice', ProfileItem: [{ Tag: TAG, Value }] })
  const get = () => im.rest(app, portraitGet, { To_Account: ['alice'], TagList: [TAG] })
  const valueIn = (answer: object) =>
    (answer as { UserProfileItem: [{ ProfileItem: { Value: unknown }[] }] }).UserProfileItem[0]
      .ProfileItem[0]?.Value
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 0,
      (fault: { readonly code: number | string }) => fault.code,
    )

  test.each([
    ['string', `${'雁'.repeat(166)}ab`],
    ['string', ''],
    ['bytes', 'AAEC'],
    ['uint64', 0],
    ['uint64', Number.MAX_SAFE_INTEGER],
  ] as const)('a field of %s keeps %p', async (type, value) => {
    await field(type)

    expect(await set(value)).toMatchObject({ ErrorCode: 0 })
    expect(valueIn(await get())).toBe(value)
  })

  test.each([
    ['string', 'x'.repeat(501), profileErrors.tooLong],
    ['bytes', 'x'.repeat(501), profileErrors.tooLong],
    ['string', 'a\0b', profileErrors.badParameter],
    ['string', 7, profileErrors.badType],
    ['bytes', 7, profileErrors.badType],
    ['uint64', '7', profileErrors.badType],
    ['uint64', -1, profileErrors.badType],
    ['uint64', 1.5, profileErrors.badType],
    ['uint64', 2 ** 53, profileErrors.badType],
  ] as const)('a field of %s refuses %p', async (type, value, row) => {
    await field(type)

    expect(await set(value)).toMatchObject(failure(row))
    expect(valueIn(await get())).toBeUndefined()
  })

  test('a field that the app has not declared is unknown', async () => {
    expect(await set('x')).toMatchObject(failure(profileErrors.unknownTag))
    expect(await get()).toMatchObject(failure(profileErrors.unknownTag))
  })

  test('stands beside the standard fields, and each change keeps the rest', async () => {
    await field('string')
    await set('red')

    await im.rest(app, portraitSet, {
      From_Account: 'alice',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Al' }],
    })

    const TagList = [TAG, 'Tag_Profile_IM_Nick']
    expect(await im.rest(app, portraitGet, { To_Account: ['alice'], TagList })).toMatchObject({
      UserProfileItem: [{ ProfileItem: [{ Value: 'red' }, { Value: 'Al' }] }],
    })
  })

  test('administrators write and read it by their rights, as these are at that moment', async () => {
    await field('string')
    await set('red')

    await rights({ AdminWrite: false })
    const written = await set('blue')
    await rights({ AdminRead: false })
    const read = await get()
    await rights({})

    expect(written).toMatchObject(failure(profileErrors.noWrite))
    expect(read).toMatchObject(failure(profileErrors.noRead))
    expect(valueIn(await get())).toBe('red')
  })

  test('users write it where they may, and see it where they may', async () => {
    await field('string', { AppWrite: false })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const write = (value: string) => alice.call(profileSet, { profile: { [TAG]: value } })
    const seen = async () => {
      const { profiles } = await bob.call(profileGet, { userIds: ['alice'] })
      return profiles[0]?.profile
    }

    const refused = await codeOf(write('red'))
    await rights({})
    await write('red')
    const shown = await seen()
    await rights({ AppRead: false })

    expect(refused).toBe(profileErrors.noWrite.code)
    expect(shown).toEqual({ [TAG]: 'red' })
    expect(await seen()).toEqual({})
  })

  test('what users may not read is neither told nor answered nor in the login', async () => {
    await field('string', { AppRead: false })
    const alice = await im.connect(app, 'alice')

    const answer = await alice.call(profileSet, {
      profile: { [TAG]: 'red', Tag_Profile_IM_Level: 3 },
    })

    const visible = { userId: 'alice', profile: { Tag_Profile_IM_Level: 3 } }
    expect(answer).toMatchObject(visible)
    expect(answer.profile).toEqual(visible.profile)
    expect((await alice.next('profile.changed')).profile).toEqual(visible.profile)
    expect((await im.connect(app, 'alice')).login.profile).toEqual(visible.profile)
    expect(valueIn(await get())).toBe('red')
  })

  test('an administrator that signs in as a client has the rights of administrators', async () => {
    await field('string', { AppRead: false, AppWrite: false })
    const administrator = await im.connect(app, 'administrator')
    await set('red')

    const { profiles } = await administrator.call(profileGet, { userIds: ['alice'] })
    const own = await administrator.call(profileSet, { profile: { [TAG]: 'mine' } })

    expect(profiles[0]?.profile).toEqual({ [TAG]: 'red' })
    expect(own.profile).toEqual({ [TAG]: 'mine' })
  })

  test('the console writes and shows it by the rights of administrators', async () => {
    await field('uint64')
    const SDKAppID = app.appId
    const modify = (Value: string | number) =>
      im.act(modifyAccountInfo, {
        SDKAppID,
        UserID: 'alice',
        Nick: 'Al',
        Role: 7,
        CustomFields: [{ Key: 'Field', Value }],
      })
    const shown = async () => {
      const { AccountList } = await im.act(describeAccountList, { SDKAppID, UserIDs: ['alice'] })
      return AccountList[0]
    }

    await modify('42')
    const item = await shown()
    const bad = await codeOf(modify('forty'))
    await rights({ AdminWrite: false })
    const denied = await codeOf(modify(1))
    await rights({ AdminRead: false })

    expect(item).toMatchObject({ Nick: 'Al', Role: 7, CustomFields: [{ Key: 'Field', Value: 42 }] })
    expect([bad, denied]).toEqual(['InvalidParameterValue', 'OperationDenied'])
    expect(await shown()).not.toHaveProperty('CustomFields')
  })

  test('a field that is not declared cannot be written in the console', async () => {
    const CustomFields = [{ Key: 'Other', Value: 'x' }]

    const modified = im.act(modifyAccountInfo, {
      SDKAppID: app.appId,
      UserID: 'alice',
      CustomFields,
    })

    expect(await codeOf(modified)).toBe('InvalidParameterValue')
  })

  test('a login tells how friend requests are met by who never chose', async () => {
    const DefaultAllowType = 'AllowType_Type_NeedConfirm'
    const before = (await im.connect(app, 'alice')).login.defaultAllowType

    await im.act(setConfInfo, { SDKAppID: app.appId, DefaultAllowType })

    expect(before).toBe('AllowType_Type_AllowAny')
    expect((await im.connect(app, 'alice')).login.defaultAllowType).toBe(DefaultAllowType)
    const TagList = ['Tag_Profile_IM_AllowType']
    const { UserProfileItem } = await im.rest(app, portraitGet, { To_Account: ['alice'], TagList })
    expect(UserProfileItem).toMatchObject([{ ProfileItem: [] }])
  })
})
