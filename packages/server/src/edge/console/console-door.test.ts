import type { MayAnswer, SessionFault, SessionInfo } from '@yanshu/protocol'
import { cloudVersions } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { FAILURES_PER_MINUTE } from '../../access/audit/session-recorder.ts'
import { createLogger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { CloudFixture } from '../cloud/testing/cloud-fixture.ts'
import { openCloudFixture, rootPassword } from '../cloud/testing/cloud-fixture.ts'
import type { ConsoleDoor } from './console-door.ts'
import { createConsoleDoor } from './console-door.ts'

const ORIGIN = 'http://console.example.test:8080'
const JSON_TYPE = { 'content-type': 'application/json' }
const right = { user: 'root', password: rootPassword }

interface Given {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
  readonly sourceIp?: string
}

interface SignedIn extends SessionInfo {
  /** The two headers of a signed-in page. */
  readonly headers: Record<string, string>
}

describe.each(dialects)('the console door on $name', ({ open }) => {
  let db: Kysely<Schema>
  let fixture: CloudFixture
  let door: ConsoleDoor
  beforeAll(async () => {
    db = await open()
  })
  beforeEach(async () => {
    await db.deleteFrom('audit').execute()
    fixture = await openCloudFixture(db)
    door = createConsoleDoor({ ...fixture, log: createLogger('silent') })
  })
  // Before the rows are deleted: what is noted comes a moment later.
  afterEach(() => fixture.access.audit.settled())
  afterAll(() => db.destroy())

  const send = (path: 'session' | 'may' | 'api', given: Given = {}) => {
    const { method = 'POST', headers = {}, body, sourceIp = '192.0.2.1' } = given
    const host = new URL(ORIGIN).host
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    const all = { host, ...JSON_TYPE, ...headers }
    return door[path](new Request(`${ORIGIN}/${path}`, { method, headers: all, ...text }), sourceIp)
  }
  const signIn = async (given: Given = {}): Promise<SignedIn> => {
    const response = await send('session', { body: right, ...given })
    expect(response.status).toBe(200)
    const info = (await response.json()) as SessionInfo
    const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    return { ...info, headers: { cookie, 'x-csrf-token': info.csrfToken } }
  }
  const callAction = (headers: Record<string, string>, action = 'DescribeIMAppList', body = {}) => {
    const names = { 'x-tc-action': action, 'x-tc-version': cloudVersions.im }
    return send('api', { headers: { ...names, ...headers }, body })
  }
  const faultOf = async (response: Response) => [
    response.status,
    ((await response.json()) as SessionFault).error,
  ]

  describe('/session', () => {
    test('signs in with the right password', async () => {
      const response = await send('session', { body: right })

      expect(await response.json()).toEqual({
        user: 'root',
        uin: '100000000001',
        ownerUin: '100000000001',
        isRoot: true,
        csrfToken: expect.stringMatching(/^[\w-]{43}$/),
        mustChangePassword: false,
        passwordForm: { minimumLength: 8, mustContain: ['A', 'a', '1', '!'] },
      })
      expect(response.headers.get('set-cookie')).toMatch(
        /^yanshu_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    })

    test('marks the cookie as secure behind TLS', async () => {
      const headers = { 'x-forwarded-proto': 'https, http' }

      const response = await send('session', { body: right, headers })

      expect(response.headers.get('set-cookie')).toEndWith('; Secure')
    })

    test('shows who is signed in', async () => {
      const { headers, ...info } = await signIn()

      const response = await send('session', { method: 'GET', headers })

      expect(await response.json()).toEqual(info)
    })

    test('answers signed out without a session', async () => {
      const cookie = `yanshu_session=${'a'.repeat(43)}`

      expect(await faultOf(await send('session', { method: 'GET' }))).toEqual([401, 'signedOut'])
      expect(await faultOf(await send('session', { method: 'GET', headers: { cookie } }))).toEqual([
        401,
        'signedOut',
      ])
    })

    test('signs out', async () => {
      const { headers } = await signIn()

      const response = await send('session', { method: 'DELETE', headers })

      expect(response.status).toBe(204)
      expect(response.headers.get('set-cookie')).toContain('yanshu_session=; ')
      expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
      const after = await send('session', { method: 'GET', headers })
      expect(await faultOf(after)).toEqual([401, 'signedOut'])
    })

    test('keeps who signs in and out in the audit trail, and of failed tries a few', async () => {
      const { headers } = await signIn()
      await send('session', { method: 'DELETE', headers })
      const wrong = { user: 'nobody', password: 'Wrong-horse1' }
      const sourceIp = '192.0.2.77'
      for (let at = 0; at < FAILURES_PER_MINUTE + 2; at++) {
        fixture.access.sessionRecorder.tried({
          kind: 'signIn',
          user: wrong.user,
          principal: undefined,
          sourceIp,
          outcome: 'badCredentials',
        })
      }
      await fixture.access.audit.settled()

      const rows = await db.selectFrom('audit').selectAll().orderBy('id').execute()
      const root = { uin: '100000000001', owner_uin: '100000000001', user_name: 'root' }
      expect(rows.slice(0, 2)).toMatchObject([
        { ...root, door: 'session', action: 'session:SignIn', code: 'OK', source_ip: '192.0.2.1' },
        { ...root, door: 'session', action: 'session:SignOut', result: 'ok' },
      ])
      expect(rows.slice(2)).toHaveLength(FAILURES_PER_MINUTE)
      expect(rows.at(-1)).toMatchObject({
        uin: '',
        owner_uin: '100000000001',
        user_name: 'nobody',
        action: 'session:SignIn',
        code: 'badCredentials',
        result: 'failed',
      })
      expect(JSON.stringify(rows)).not.toContain(rootPassword)
    })

    test('keeps a wrong password as a failure', async () => {
      await send('session', { body: { ...right, password: 'Wrong-horse1' } })
      await fixture.access.audit.settled()

      const rows = await db.selectFrom('audit').select(['uin', 'code', 'result']).execute()
      expect(rows).toEqual([{ uin: '100000000001', code: 'badCredentials', result: 'failed' }])
    })

    test('signs out only with the CSRF token', async () => {
      const { headers } = await signIn()
      const cookie = headers.cookie ?? ''

      const response = await send('session', { method: 'DELETE', headers: { cookie } })

      expect(await faultOf(response)).toEqual([403, 'badCsrfToken'])
    })

    test('ends the session that signs in again', async () => {
      const first = await signIn()
      await signIn({ headers: { cookie: first.headers.cookie ?? '' } })

      const response = await send('session', { method: 'GET', headers: first.headers })

      expect(response.status).toBe(401)
    })

    test.each([
      ['a wrong password', { ...right, password: 'Wrong-horse1' }],
      ['an unknown user', { ...right, user: 'nobody' }],
      ['a user that no database can name', { ...right, user: 'ro\0ot' }],
    ])('answers bad credentials for %s', async (_, body) => {
      expect(await faultOf(await send('session', { body }))).toEqual([401, 'badCredentials'])
    })

    test.each([
      ['no body', {}],
      ['a missing password', { body: { user: 'root' } }],
      ['too long a password', { body: { ...right, password: 'x'.repeat(257) } }],
      ['too long a body', { body: { ...right, more: 'x'.repeat(10_000) } }],
      ['a form', { body: right, headers: { 'content-type': 'text/plain' } }],
      ['another method', { method: 'PUT', body: right }],
    ])('answers a bad request for %s', async (_, given) => {
      expect(await faultOf(await send('session', given))).toEqual([400, 'badRequest'])
    })

    test('answers too many failures with the time to wait', async () => {
      const body = { ...right, password: 'Wrong-horse1' }
      for (let tries = 0; tries < 5; tries++) await send('session', { body })

      const response = await send('session', { body: right })

      expect(response.status).toBe(429)
      expect(response.headers.get('retry-after')).toBe('5')
      expect(await response.json()).toEqual({ error: 'tooManyFailures', retryAfter: 5 })
    })

    test.each([
      [{ origin: 'https://evil.example' }],
      [{ origin: 'null' }],
      [{ origin: `${ORIGIN}.evil.example` }],
      [{ 'sec-fetch-site': 'cross-site' }],
    ])('refuses a sign-in from another site (%j)', async (headers) => {
      const response = await send('session', { body: right, headers })

      expect(await faultOf(response)).toEqual([403, 'badCsrfToken'])
    })

    test.each([
      [{ origin: ORIGIN }],
      [{ origin: 'https://chat.example', 'x-forwarded-host': 'chat.example' }],
    ])('takes a sign-in from its own page (%j)', async (headers) => {
      expect((await send('session', { body: right, headers })).status).toBe(200)
    })
  })

  describe('/api', () => {
    test('calls an action for who is signed in', async () => {
      const { headers } = await signIn()

      const response = await callAction(headers, 'StopSdkAppId', { SDKAppID: 7 })

      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ Response: { SDKAppID: 1_400_000_001 } })
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(fixture.calls).toMatchObject([
        { body: { SDKAppID: 7 }, principal: { user: 'root' }, sourceIp: '192.0.2.1' },
      ])
      const rows = await db
        .selectFrom('audit')
        .select(['action', 'user_name', 'code'])
        .where('door', '=', 'console')
        .execute()
      expect(rows).toEqual([{ action: 'im:StopSdkAppId', user_name: 'root', code: 'OK' }])
    })

    test.each([
      ['RegisterIMApp', {}, 'MissingParameter'],
      ['Nonsense', {}, 'InvalidAction'],
      ['DescribeSecret', [], 'InvalidRequest'],
    ])('answers the failures of %s in the envelope', async (action, body, code) => {
      const { headers } = await signIn()

      const response = await callAction(headers, action, body)

      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ Response: { Error: { Code: code } } })
    })

    test('answers 401 to who is signed out', async () => {
      expect(await faultOf(await callAction({}))).toEqual([401, 'signedOut'])
    })

    test('answers 401 once the session is over', async () => {
      const { headers } = await signIn()

      fixture.clock.now += 25 * 3_600_000

      expect(await faultOf(await callAction(headers))).toEqual([401, 'signedOut'])
    })

    test.each([[{ 'x-csrf-token': '' }], [{ 'x-csrf-token': 'a'.repeat(43) }]])(
      'answers 403 to a wrong CSRF token (%j)',
      async (wrong) => {
        const { headers } = await signIn()

        const response = await callAction({ ...headers, ...wrong })

        expect(await faultOf(response)).toEqual([403, 'badCsrfToken'])
        expect(fixture.calls).toEqual([])
      },
    )

    test('answers 403 to the CSRF token of another session', async () => {
      const mine = await signIn()
      const other = await signIn()

      const response = await callAction({ ...mine.headers, 'x-csrf-token': other.csrfToken })

      expect(response.status).toBe(403)
    })

    test('answers 403 to a page of another site', async () => {
      const { headers } = await signIn()

      const response = await callAction({ ...headers, origin: 'https://evil.example' })

      expect(response.status).toBe(403)
    })

    test('takes calls by POST only', async () => {
      const { headers } = await signIn()

      const response = await send('api', { method: 'GET', headers })

      expect(await faultOf(response)).toEqual([400, 'badRequest'])
    })
  })

  describe('/session/may', () => {
    const ask = (headers: Record<string, string>, checks: readonly object[]) =>
      send('may', { headers, body: { checks } })

    test('answers each check in its place', async () => {
      const { headers, uin } = await signIn()

      const response = await ask(headers, [
        { Action: 'im:DescribeIMAppList' },
        { Action: 'im:NoSuchAction', SDKAppID: 7 },
        { Action: 'im:SetConfInfo', SDKAppID: 7 },
        { Action: 'im:SetConfInfo', Resource: `qcs::im::uin/${uin}0:sdkappid/7` },
        { Action: 'im:RegisterIMApp' },
        { Action: 'cam:GetUserAppId' },
      ])

      expect(await response.json()).toEqual({
        allowed: [true, false, true, false, true, true],
      } satisfies MayAnswer)
      expect(response.headers.get('cache-control')).toBe('no-store')
    })

    test('wants a session and its token', async () => {
      const { headers } = await signIn()

      expect(await faultOf(await ask({}, []))).toEqual([401, 'signedOut'])
      expect(await faultOf(await ask({ ...headers, 'x-csrf-token': 'x' }, []))).toEqual([
        403,
        'badCsrfToken',
      ])
    })

    test('answers a sub-user by its policies, at once when they change', async () => {
      const owner = '100000000001'
      const uin = String(fixture.clock.now)
      const principal = { uin, ownerUin: owner, appId: 1, isRoot: false, user: `may${uin}` }
      const { users, sessions, policies, attachments } = fixture.access
      const blank = { name: principal.user, passwordHash: '', createdAt: 0 }
      await users.insert({ ...principal, ...blank })
      const session = await sessions.open(principal)
      const headers = {
        cookie: `yanshu_session=${session.token}`,
        'x-csrf-token': session.csrfToken,
      }
      const statement = [
        { effect: 'allow', action: 'im:*', resource: `qcs::im::uin/${owner}:sdkappid/7` },
        { effect: 'allow', action: 'cam:ListPolicies', resource: '*' },
        { effect: 'allow', action: 'cam:GetUser', resource: `qcs::cam::uin/${owner}:uin/5` },
      ]
      const policyId = await policies.create({
        ownerUin: owner,
        uin: owner,
        tags: [],
        name: principal.user,
        description: '',
        createMode: 2,
        document: JSON.stringify({ version: '2.0', statement }),
      })
      const checks = [
        { Action: 'im:SetConfInfo', SDKAppID: 7 },
        { Action: 'im:SetConfInfo', SDKAppID: 8 },
        { Action: 'im:SetConfInfo' },
        { Action: 'im:RegisterIMApp' },
        { Action: 'im:DescribeIMAppList' },
        { Action: 'cam:ListPolicies' },
        { Action: 'cam:CreatePolicy' },
        { Action: 'cam:GetPolicy' },
      ]
      const allowed = async () => ((await (await ask(headers, checks)).json()) as MayAnswer).allowed

      expect(await allowed()).toEqual(checks.map(() => false))
      const entity = { kind: 'user', id: uin } as const
      await attachments.attach({ ownerUin: owner, uin: owner }, entity, policyId)
      expect(await allowed()).toEqual([true, false, true, false, true, true, false, false])
    })

    test('takes 200 checks and no more', async () => {
      const { headers } = await signIn()
      const checks = Array.from({ length: 201 }, () => ({ Action: 'im:RegisterIMApp' }))

      expect((await ask(headers, checks.slice(1))).status).toBe(200)
      expect(await faultOf(await ask(headers, checks))).toEqual([400, 'badRequest'])
      expect(await faultOf(await ask(headers, [{ Action: '' }]))).toEqual([400, 'badRequest'])
    })
  })
})
