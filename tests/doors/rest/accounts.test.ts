import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountCheck,
  accountDelete,
  accountErrors,
  accountImport,
  multiAccountImport,
  portraitGet,
  profileErrors,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }

describe.each(storages)('account commands on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function namesOf(app: TestApp, userId: string): Promise<unknown> {
    const answer = await im.rest(app, portraitGet, {
      To_Account: [userId],
      TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image'],
    })
    const [first] = answer.UserProfileItem as [{ ProfileItem?: { Value: string }[] }]
    return first.ProfileItem?.map(({ Value }) => Value)
  }

  async function imported(app: TestApp, userIds: readonly string[]): Promise<readonly string[]> {
    const body = { CheckItem: userIds.map((UserID) => ({ UserID })) }
    const { ResultItem } = await im.rest(app, accountCheck, body)
    const items = ResultItem as { UserID: string; AccountStatus: string }[]
    return items.filter((item) => item.AccountStatus === 'Imported').map((item) => item.UserID)
  }

  describe('account_import', () => {
    test('imports an account with nick and avatar', async () => {
      const app = await seedApp(im)

      const answer = await im.rest(app, accountImport, {
        UserID: 'alice',
        Nick: '爱丽丝',
        FaceUrl: 'https://example.com/a.png',
      })

      expect(answer).toEqual(OK)
      expect(await namesOf(app, 'alice')).toEqual(['爱丽丝', 'https://example.com/a.png'])
    })

    test('takes the old spelling Identifier', async () => {
      const app = await seedApp(im)

      expect(await im.rest(app, accountImport, { Identifier: 'alice' })).toEqual(OK)
      expect(await imported(app, ['alice'])).toEqual(['alice'])
    })

    test('prefers the new spelling where both are given', async () => {
      const app = await seedApp(im)

      await im.rest(app, accountImport, { Identifier: 'old', UserID: 'new' })

      expect(await imported(app, ['old', 'new'])).toEqual(['new'])
    })

    test('repeated, changes only what it gives', async () => {
      const app = await seedApp(im)
      await im.rest(app, accountImport, { UserID: 'alice', Nick: 'Al', FaceUrl: 'face' })

      await im.rest(app, accountImport, { UserID: 'alice', Nick: 'Alice' })

      expect(await namesOf(app, 'alice')).toEqual(['Alice', 'face'])
    })

    test('at once from several callers imports one account', async () => {
      const app = await seedApp(im)

      const answers = await Promise.all(
        numbers(10).map(() => im.rest(app, accountImport, { UserID: 'alice' })),
      )

      expect(answers.every(({ ErrorCode }) => ErrorCode === 0)).toBe(true)
      expect(await im.platform.im.accounts.counts(app.appId)).toMatchObject({ all: 2 })
    })

    test.each(['x'.repeat(32), 'with-_.~!@#$%', 'ALICE', '0'])(
      'takes the UserID %p',
      async (UserID) => {
        const app = await seedApp(im)

        expect(await im.rest(app, accountImport, { UserID })).toEqual(OK)
      },
    )

    test('tells UserIDs apart by case', async () => {
      const app = await seedApp(im, 'alice')

      expect(await imported(app, ['alice', 'Alice'])).toEqual(['alice'])
    })

    test.each(['x'.repeat(33), '', 'two words', '名字', 'a\u0000', 7, null, undefined])(
      'refuses the UserID %p with 70402',
      async (UserID) => {
        const app = await seedApp(im)

        const answer = await im.rest(app, accountImport, { UserID })

        expect(answer).toMatchObject(failure(accountErrors.badParameter))
      },
    )

    test.each(['@RBT#1', '@TOA#1', '@TGS#1'])('refuses the reserved %p', async (UserID) => {
      const app = await seedApp(im)

      const answer = await im.rest(app, accountImport, { UserID })

      expect(answer).toMatchObject(failure(accountErrors.badParameter))
    })

    test.each(['Nick', 'FaceUrl'])('takes 500 bytes of %s and refuses 501', async (field) => {
      const app = await seedApp(im)

      // 166 letters of three bytes and two of one.
      const most = await im.rest(app, accountImport, {
        UserID: 'alice',
        [field]: `${'雁'.repeat(166)}ab`,
      })
      const over = await im.rest(app, accountImport, {
        UserID: 'bob',
        [field]: `${'雁'.repeat(166)}abc`,
      })

      expect(most).toEqual(OK)
      expect(over).toMatchObject(failure(profileErrors.tooLong))
      expect(await imported(app, ['alice', 'bob'])).toEqual(['alice'])
    })

    test('refuses a nick that no storage can hold', async () => {
      const app = await seedApp(im)

      const answer = await im.rest(app, accountImport, { UserID: 'alice', Nick: 'a\u0000b' })

      expect(answer).toMatchObject(failure(accountErrors.badParameter))
    })
  })

  describe('multiaccount_import', () => {
    test('imports 100 accounts of the old form', async () => {
      const app = await seedApp(im)
      const Accounts = numbers(100).map((number) => `u${number}`)

      const answer = await im.rest(app, multiAccountImport, { Accounts })

      expect(answer).toEqual({ ...OK, FailAccounts: [] })
      expect(await imported(app, Accounts)).toEqual(Accounts)
    })

    test('imports accounts of the new form, and changes those that are there', async () => {
      const app = await seedApp(im, 'alice')

      const AccountList = [
        { UserID: 'alice', Nick: 'Al' },
        { UserID: 'bob', FaceUrl: 'face' },
      ]
      const answer = await im.rest(app, multiAccountImport, { AccountList })

      expect(answer).toEqual({ ...OK, FailAccounts: [] })
      expect(await namesOf(app, 'alice')).toEqual(['Al'])
      expect(await namesOf(app, 'bob')).toEqual(['face'])
    })

    test('lists the ones that are not imported and imports the rest', async () => {
      const app = await seedApp(im)
      const Accounts = ['good', 'two words', 'x'.repeat(33), '@RBT#1', 'fine']

      const answer = await im.rest(app, multiAccountImport, { Accounts })

      expect(answer).toMatchObject({ ...OK, FailAccounts: ['two words', 'x'.repeat(33), '@RBT#1'] })
      expect(await imported(app, ['good', 'fine'])).toEqual(['good', 'fine'])
    })

    test('takes one account named twice', async () => {
      const app = await seedApp(im)

      const answer = await im.rest(app, multiAccountImport, { Accounts: ['alice', 'alice'] })

      expect(answer).toEqual({ ...OK, FailAccounts: [] })
    })

    test.each([
      ['101 accounts', { Accounts: numbers(101).map(String) }],
      ['101 of the new form', { AccountList: numbers(101).map((n) => ({ UserID: `u${n}` })) }],
      ['no account', { Accounts: [] }],
      ['neither form', {}],
      ['a number', { Accounts: [7] }],
    ])('refuses %s with 70402', async (_, body) => {
      const app = await seedApp(im)

      const answer = await im.rest(app, multiAccountImport, body)

      expect(answer).toMatchObject(failure(accountErrors.badParameter))
    })
  })

  describe('account_check', () => {
    test('tells who is imported, in the order of the question', async () => {
      const app = await seedApp(im, 'alice')

      const CheckItem = [{ UserID: 'nobody' }, { UserID: 'alice' }]
      const answer = await im.rest(app, accountCheck, { CheckItem })

      const item = { ResultCode: 0, ResultInfo: '' }
      expect(answer).toEqual({
        ...OK,
        ResultItem: [
          { ...item, UserID: 'nobody', AccountStatus: 'NotImported' },
          { ...item, UserID: 'alice', AccountStatus: 'Imported' },
        ],
      })
    })

    test('takes 100 items and refuses 101 and none', async () => {
      const app = await seedApp(im)
      const ask = (count: number) =>
        im.rest(app, accountCheck, { CheckItem: numbers(count).map((n) => ({ UserID: `u${n}` })) })

      expect(await ask(100)).toMatchObject(OK)
      expect(await ask(101)).toMatchObject(failure(accountErrors.badParameter))
      expect(await ask(0)).toMatchObject(failure(accountErrors.badParameter))
    })
  })

  describe('account_delete', () => {
    test('deletes accounts and tells of those that were not there', async () => {
      const app = await seedApp(im, 'alice', 'bob')

      const DeleteItem = [{ UserID: 'alice' }, { UserID: 'nobody' }]
      const answer = await im.rest(app, accountDelete, { DeleteItem })

      const { code, info } = accountErrors.notImported
      expect(answer).toEqual({
        ...OK,
        ResultItem: [
          { UserID: 'alice', ResultCode: 0, ResultInfo: '' },
          { UserID: 'nobody', ResultCode: code, ResultInfo: info },
        ],
      })
      expect(await imported(app, ['alice', 'bob'])).toEqual(['bob'])
    })

    test('leaves the built-in administrator', async () => {
      const app = await seedApp(im)

      await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'administrator' }] })

      expect(await imported(app, ['administrator'])).toEqual(['administrator'])
    })

    test('takes 100 items and refuses 101', async () => {
      const app = await seedApp(im, 'u1')
      const remove = (count: number) =>
        im.rest(app, accountDelete, {
          DeleteItem: numbers(count).map((n) => ({ UserID: `u${n}` })),
        })

      expect(await remove(101)).toMatchObject(failure(accountErrors.badParameter))
      expect(await imported(app, ['u1'])).toEqual(['u1'])
      expect(await remove(100)).toMatchObject(OK)
      expect(await imported(app, ['u1'])).toEqual([])
    })

    test('signs the clients of the account out', async () => {
      const app = await seedApp(im, 'alice')
      const alice = await im.connect(app, 'alice')

      await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })

      expect(await alice.next('session.kicked')).toEqual({ reason: 'REST_API_Kick' })
      expect(await alice.closed).toMatchObject({ code: 4403 })
    })

    test('a UserID that comes back starts with an empty profile', async () => {
      const app = await seedApp(im)
      await im.rest(app, accountImport, { UserID: 'alice', Nick: 'Al' })
      await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'alice' }] })

      await im.rest(app, accountImport, { UserID: 'alice' })

      expect(await namesOf(app, 'alice')).toEqual([])
    })
  })
})
