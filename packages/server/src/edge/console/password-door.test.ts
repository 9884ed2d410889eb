import type { SessionFault, SessionInfo } from '@yanshu/protocol'
import { cloudVersions } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { hashPassword } from '../../access/password.ts'
import { ROOT_APP_ID, ROOT_UIN } from '../../access/root-account.ts'
import type { NewUser } from '../../access/users/user-store.ts'
import { createLogger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { CloudFixture } from '../cloud/testing/cloud-fixture.ts'
import { openCloudFixture } from '../cloud/testing/cloud-fixture.ts'
import type { ConsoleDoor } from './console-door.ts'
import { createConsoleDoor } from './console-door.ts'

const ORIGIN = 'http://console.example.test:8080'
const FIRST = 'First-password1'
const SECOND = 'Second-password2'

interface Opened {
  readonly info: SessionInfo
  readonly headers: Record<string, string>
}

describe.each(dialects)('changing a password on $name', ({ open }) => {
  let db: Kysely<Schema>
  let fixture: CloudFixture
  let door: ConsoleDoor
  let firstHash: string
  let number = 0
  beforeAll(async () => {
    db = await open()
    firstHash = await hashPassword(FIRST)
  })
  beforeEach(async () => {
    fixture = await openCloudFixture(db)
    door = createConsoleDoor({ ...fixture, log: createLogger('silent') })
  })
  afterAll(() => db.destroy())

  const addUser = async (given: Partial<NewUser> = {}) => {
    number += 1
    const name = `user-${number}`
    await fixture.access.users.insert({
      uin: String(100_000_000_001 + number),
      uid: number,
      ownerUin: ROOT_UIN,
      appId: ROOT_APP_ID,
      name,
      passwordHash: firstHash,
      createdAt: fixture.clock.now,
      ...given,
    })
    return name
  }
  const send = (
    path: 'session' | 'password' | 'api' | 'may',
    method: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const all = { host: new URL(ORIGIN).host, 'content-type': 'application/json', ...headers }
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    return door[path](new Request(`${ORIGIN}/`, { method, headers: all, ...text }), '192.0.2.1')
  }
  const signIn = async (user: string, password = FIRST): Promise<Opened> => {
    const response = await send('session', 'POST', { user, password })
    expect(response.status).toBe(200)
    const info = (await response.json()) as SessionInfo
    const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    return { info, headers: { cookie, 'x-csrf-token': info.csrfToken } }
  }
  const change = (headers: Record<string, string>, oldPassword = FIRST, newPassword = SECOND) =>
    send('password', 'PUT', { oldPassword, newPassword }, headers)
  const faultOf = async (response: Response) => [
    response.status,
    ((await response.json()) as SessionFault).error as string,
  ]

  test('tells a sub-user whose it is', async () => {
    const { info } = await signIn(await addUser())

    expect(info).toMatchObject({ ownerUin: ROOT_UIN, isRoot: false, mustChangePassword: false })
  })

  test('is all that may be done where the password must be changed', async () => {
    const user = await addUser({ needReset: true })
    const { info, headers } = await signIn(user)
    expect(info.mustChangePassword).toBeTrue()
    const called = () => {
      const names = { 'x-tc-action': 'GetUserAppId', 'x-tc-version': cloudVersions.cam }
      return send('api', 'POST', {}, { ...headers, ...names })
    }

    expect(await faultOf(await called())).toEqual([403, 'mustChangePassword'])
    expect(await faultOf(await send('may', 'POST', { checks: [] }, headers))).toEqual([
      403,
      'mustChangePassword',
    ])
    const changed = await change(headers)

    expect(await changed.json()).toMatchObject({ user, mustChangePassword: false })
    expect((await called()).status).toBe(200)
    const shown = await send('session', 'GET', undefined, headers)
    expect(await shown.json()).toMatchObject({ mustChangePassword: false })
    expect((await signIn(user, SECOND)).info.mustChangePassword).toBeFalse()
  })

  test('ends the other sessions of the user, and nobody else is', async () => {
    const user = await addUser()
    const mine = await signIn(user)
    const other = await signIn(user)
    const somebody = await signIn(await addUser())

    expect((await change(mine.headers)).status).toBe(200)

    const show = async ({ headers }: Opened) =>
      (await send('session', 'GET', undefined, headers)).status
    expect(await Promise.all([mine, other, somebody].map(show))).toEqual([200, 401, 200])
    const old = await send('session', 'POST', { user, password: FIRST })
    expect(await faultOf(old)).toEqual([401, 'badCredentials'])
  })

  test.each([
    ['a wrong old password', 'Wrong-password1', SECOND, 401, 'badCredentials'],
    ['a weak new one', FIRST, 'short', 400, 'weakPassword'],
    ['the old one again', FIRST, FIRST, 400, 'reusedPassword'],
    ['no new one', FIRST, '', 400, 'badRequest'],
  ])('refuses %s', async (_, oldPassword, newPassword, status, error) => {
    const user = await addUser()
    const { headers } = await signIn(user)

    const response = await change(headers, oldPassword, newPassword)

    expect(await faultOf(response)).toEqual([status, error])
    await signIn(user)
  })

  test('wants the CSRF token, a session, and PUT', async () => {
    const { headers } = await signIn(await addUser())
    const { cookie = '' } = headers

    expect(await faultOf(await change({ cookie }))).toEqual([403, 'badCsrfToken'])
    expect(await faultOf(await change({}))).toEqual([401, 'signedOut'])
    const posted = await send('password', 'POST', {}, headers)
    expect(await faultOf(posted)).toEqual([400, 'badRequest'])
  })

  test('is throttled like signing in', async () => {
    const { headers } = await signIn(await addUser())
    for (let tries = 0; tries < 5; tries++) await change(headers, 'Wrong-password1')

    const response = await change(headers)

    expect(await faultOf(response)).toEqual([429, 'tooManyFailures'])
    expect(response.headers.get('retry-after')).toBe('5')
  })

  test('keeps to the rules of the root account', async () => {
    const root = { uin: ROOT_UIN, ownerUin: ROOT_UIN, appId: 1, isRoot: true, user: 'root' }
    await fixture.access.passwordPolicy.update(root, { minimumLength: 20, reuseLimit: 3 })
    const user = await addUser()
    const { info, headers } = await signIn(user)
    expect(info.passwordForm).toEqual({ minimumLength: 20, mustContain: ['A', 'a', '1', '!'] })
    const passwords = ['a', 'b', 'c'].map((letter) => `Long-enough-password1${letter}`)
    const [one = '', two = '', three = ''] = passwords

    expect(await faultOf(await change(headers))).toEqual([400, 'weakPassword'])
    const statuses = []
    statuses.push((await change(headers, FIRST, one)).status)
    statuses.push((await change(headers, one, two)).status)
    statuses.push((await change(headers, two, one)).status)
    statuses.push((await change(headers, two, three)).status)
    statuses.push((await change(headers, three, one)).status)

    expect(statuses).toEqual([200, 200, 400, 200, 400])
    const kept = db.selectFrom('cam_old_password').select('uin').where('uin', '=', info.uin)
    expect(await kept.execute()).toHaveLength(2)
    await fixture.access.passwordPolicy.update(root, { minimumLength: 0, reuseLimit: 0 })
  })

  test('keeps the passwords in no readable form', async () => {
    const { headers } = await signIn(await addUser({ needReset: true }))
    await change(headers)

    const kept = JSON.stringify([
      await db.selectFrom('cam_user').selectAll().execute(),
      await db.selectFrom('cam_old_password').selectAll().execute(),
      fixture.lines,
    ])

    expect(kept).not.toContain(FIRST)
    expect(kept).not.toContain(SECOND)
  })
})
