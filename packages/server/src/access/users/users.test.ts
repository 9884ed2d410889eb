import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { AccessLimits } from '../limits.ts'
import type { TestAccess } from '../testing/open-test-access.ts'
import {
  clearPeople,
  openTestAccess,
  testRootPrincipal as root,
} from '../testing/open-test-access.ts'
import type { WantedUser } from './users.ts'

const PASSWORD = 'First-password1'

function wanted(name: string, given: Partial<WantedUser> = {}): WantedUser {
  return { name, withKey: false, ...given }
}

describe.each(dialects)('sub-users on $name', ({ open }) => {
  let db: Kysely<Schema>
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.destroy())

  const withAccess = async (
    run: (given: TestAccess) => Promise<void>,
    limits: Partial<AccessLimits> = {},
  ) => {
    await clearPeople(db)
    await run(await openTestAccess(db, limits))
  }
  const codeOf = (done: Promise<unknown>) =>
    done.then(
      () => undefined,
      (error: { readonly code: string }) => error.code,
    )

  test('get numbers that nobody had, and a password and a key where they are wanted', () =>
    withAccess(async ({ subUsers, keys }) => {
      const ann = await subUsers.add(root, wanted('ann', { consoleLogin: true, withKey: true }))
      const bob = await subUsers.add(root, wanted('bob', { password: PASSWORD }))

      expect(ann.password).toHaveLength(32)
      expect(Number(bob.user.uin)).toBe(Number(ann.user.uin) + 1)
      expect(bob.user.uid).toBe(ann.user.uid + 1)
      const key = await keys.find(ann.accessKey?.secretId ?? '')
      expect(key).toMatchObject({
        secretKey: ann.accessKey?.secretKey,
        principal: { uin: ann.user.uin, ownerUin: root.uin, isRoot: false, user: 'ann' },
      })
      // A password is worth nothing where the user may not sign in.
      expect(bob).toMatchObject({ password: undefined, user: { hasPassword: false } })
    }))

  test.each([
    ['', 'InvalidParameter.UserNameIllegal'],
    ['a b', 'InvalidParameter.UserNameIllegal'],
    ['安', 'InvalidParameter.UserNameIllegal'],
    ['x'.repeat(65), 'InvalidParameter.UserNameIllegal'],
    ['root', 'InvalidParameter.SubUserNameInUse'],
    ['taken', 'InvalidParameter.SubUserNameInUse'],
  ])('are not made with the name %p', (name, code) =>
    withAccess(async ({ subUsers }) => {
      await subUsers.add(root, wanted('taken'))

      expect(await codeOf(subUsers.add(root, wanted(name)))).toBe(code)
      expect(await subUsers.count(root.uin)).toBe(1)
    }),
  )

  test.each([
    [{ phone: '12' }, 'InvalidParameter.ParamError'],
    [{ countryCode: 'x' }, 'InvalidParameter.ParamError'],
    [{ email: 'ann' }, 'InvalidParameter.ParamError'],
    [{ consoleLogin: true, password: 'weak' }, 'InvalidParameter.PasswordViolatedRules'],
  ])('are not made with %j', (given, code) =>
    withAccess(async ({ subUsers }) => {
      expect(await codeOf(subUsers.add(root, wanted('ann', given)))).toBe(code)
      expect(await subUsers.count(root.uin)).toBe(0)
    }),
  )

  test('are as many as there may be, even made at once', () =>
    withAccess(
      async ({ subUsers }) => {
        const names = ['a', 'b', 'c', 'd']

        const codes = await Promise.all(
          names.map((name) =>
            subUsers.add(root, wanted(name)).then(
              () => 'made',
              (error: { code: string }) => error.code,
            ),
          ),
        )

        expect(codes.toSorted()).toEqual([
          'InvalidParameter.SubUserFull',
          'InvalidParameter.SubUserFull',
          'made',
          'made',
        ])
        expect(await subUsers.count(root.uin)).toBe(2)
      },
      { subUsers: 2 },
    ))

  test('are not made too fast', () =>
    withAccess(
      async ({ subUsers, clock }) => {
        await subUsers.add(root, wanted('a'))
        const second = () => subUsers.add(root, wanted('b'))

        expect(await codeOf(second())).toBe('RequestLimitExceeded.CreateUser')
        clock.now += 60_000
        expect((await second()).user.name).toBe('b')
      },
      { usersPerMinute: 1 },
    ))

  test('keep what is not changed', () =>
    withAccess(async ({ subUsers }) => {
      const about = { remark: 'r', phone: '13800000000', countryCode: '86', email: 'a@b.test' }
      await subUsers.add(root, wanted('ann', about))

      await subUsers.update(root, 'ann', { email: '' })

      expect(await subUsers.get(root.uin, 'ann')).toMatchObject({ ...about, email: '' })
      await subUsers.update(root, 'ann', {})
      expect(await codeOf(subUsers.update(root, 'ann', { phone: 'x' }))).toBe('InvalidParameter')
      expect(await codeOf(subUsers.update(root, 'eve', {}))).toBe('ResourceNotFound.UserNotExist')
    }))

  test('end their sessions when a password is set or console login is taken away', () =>
    withAccess(async ({ subUsers, signIn, sessions }) => {
      await subUsers.add(root, wanted('ann', { consoleLogin: true, password: PASSWORD }))
      const enter = async (password: string) => {
        const outcome = await signIn.signIn({ user: 'ann', password, sourceIp: '192.0.2.1' })
        if ('fault' in outcome) throw new Error(outcome.fault)
        return outcome.session
      }
      const first = await enter(PASSWORD)
      const made = await subUsers.update(root, 'ann', { consoleLogin: true, password: '' })
      expect(made).toHaveLength(32)

      expect(await sessions.find(first.token)).toBeUndefined()
      const second = await enter(made ?? '')
      await subUsers.update(root, 'ann', { remark: 'still in' })
      expect(await sessions.find(second.token)).toBeDefined()
      await subUsers.update(root, 'ann', { consoleLogin: false })
      expect(await sessions.find(second.token)).toBeUndefined()
      await expect(enter(made ?? '')).rejects.toThrow('noConsoleLogin')
    }))

  test('may be made to change their password', () =>
    withAccess(async ({ subUsers, signIn }) => {
      await subUsers.add(root, wanted('ann', { consoleLogin: true, password: PASSWORD }))
      await subUsers.update(root, 'ann', { needReset: true })

      const outcome = await signIn.signIn({ user: 'ann', password: PASSWORD, sourceIp: '::1' })

      expect(outcome).toMatchObject({ session: { mustChangePassword: true } })
      const { lastLoginIp, lastLoginAt } = await subUsers.get(root.uin, 'ann')
      expect([lastLoginIp, lastLoginAt > 0]).toEqual(['::1', true])
    }))

  test('may try again when somebody set a new password for them', () =>
    withAccess(async ({ subUsers, signIn, passwordPolicy }) => {
      await passwordPolicy.update(root, { retryLimit: 1 })
      await subUsers.add(root, wanted('ann', { consoleLogin: true, password: PASSWORD }))
      const enter = (password: string) =>
        signIn.signIn({ user: 'ann', password, sourceIp: '192.0.2.1' })
      await enter('Wrong-password1')
      expect(await enter(PASSWORD)).toEqual({ fault: 'tooManyFailures', retryAfter: 3600 })

      await subUsers.update(root, 'ann', { password: 'Second-password2' })

      expect(await enter('Second-password2')).toHaveProperty('session')
    }))

  test('get a password when they may sign in for the first time', () =>
    withAccess(async ({ subUsers }) => {
      await subUsers.add(root, wanted('ann'))

      expect(await subUsers.update(root, 'ann', { consoleLogin: true })).toHaveLength(32)
      expect(await subUsers.update(root, 'ann', { consoleLogin: true })).toBeUndefined()
    }))

  test('do not get one of their last passwords again', () =>
    withAccess(async ({ subUsers, passwordPolicy }) => {
      await passwordPolicy.update(root, { reuseLimit: 2 })
      const passwords = ['One-password1', 'Two-password2', 'Three-password3']
      const [one = '', two = '', three = ''] = passwords
      await subUsers.add(root, wanted('ann', { consoleLogin: true, password: one }))
      const set = (password: string) => codeOf(subUsers.update(root, 'ann', { password }))

      await subUsers.update(root, 'ann', { password: two })
      expect(await set(one)).toBe('InvalidParameter.PasswordViolatedRules')
      expect(await set(two)).toBe('InvalidParameter.PasswordViolatedRules')
      await subUsers.update(root, 'ann', { password: three })
      await subUsers.update(root, 'ann', { password: one })
    }))

  test('go with everything they had, at once', () =>
    withAccess(async ({ subUsers, keys, signIn, sessions, changed }) => {
      const given = { consoleLogin: true, password: PASSWORD, withKey: true }
      const { user, accessKey } = await subUsers.add(root, wanted('ann', given))
      const secretId = accessKey?.secretId ?? ''
      const outcome = await signIn.signIn({ user: 'ann', password: PASSWORD, sourceIp: '::1' })
      const token = 'session' in outcome ? outcome.session.token : ''
      expect([await keys.find(secretId), await sessions.find(token)]).not.toContain(undefined)
      const row = { entity_kind: 'user', entity_id: user.uin, policy_id: 1 } as const
      const attached = { ...row, attached_at: 1, attached_by: root.uin }
      await db.insertInto('cam_attachment').values(attached).execute()
      await db
        .insertInto('cam_group_member')
        .values({ group_id: 7, uin: user.uin, joined_at: 1 })
        .execute()

      expect(await codeOf(subUsers.delete(root, 'ann', false))).toBe('OperationDenied.HaveKeys')
      expect(await codeOf(subUsers.delete(root, 'ann', 'refused'))).toBe(
        'UnauthorizedOperation.DeleteApiKey',
      )
      expect(await sessions.find(token)).toBeDefined()
      await subUsers.delete(root, 'ann', true)

      expect(await keys.find(secretId)).toBeUndefined()
      expect(await sessions.find(token)).toBeUndefined()
      expect(await subUsers.find(root.uin, user.uin)).toBeUndefined()
      const tables = ['cam_attachment', 'cam_group_member', 'cam_old_password'] as const
      for (const table of tables) {
        expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
      }
      expect(changed).toEqual([root.uin])
      await subUsers.add(root, wanted('ann'))
      expect(await keys.find(secretId)).toBeUndefined()
    }))

  test('are the only ones that are changed and deleted: not the root, and nobody of another root', () =>
    withAccess(async ({ subUsers, users }) => {
      await users.insert({
        uin: '9',
        ownerUin: '8',
        appId: 1,
        name: 'stranger',
        passwordHash: '',
        createdAt: 0,
      })

      expect(await codeOf(subUsers.update(root, 'root', { remark: 'x' }))).toBe(
        'FailedOperation.Unmodifiable',
      )
      expect(await codeOf(subUsers.delete(root, 'root', true))).toBe('FailedOperation.Unmodifiable')
      for (const call of [
        () => subUsers.get(root.uin, 'stranger'),
        () => subUsers.update(root, 'stranger', {}),
        () => subUsers.delete(root, 'stranger', true),
        () => subUsers.get(root.uin, 'no\0body'),
      ]) {
        expect(await codeOf(call())).toBe('ResourceNotFound.UserNotExist')
      }
      expect(await subUsers.list(root.uin)).toEqual([])
      expect(await subUsers.findAll(root.uin, [9])).toEqual([])
      expect(await subUsers.page(root.uin, { after: '', most: 9 })).toHaveLength(1)
    }))
})
