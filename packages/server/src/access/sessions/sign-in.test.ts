import { beforeAll, expect, test } from 'bun:test'
import { createLogger } from '../../log.ts'
import { hashPassword } from '../password.ts'
import type { PasswordRules } from '../password-rules.ts'
import { firstPasswordRules } from '../password-rules.ts'
import type { CamUser } from '../users/user-store.ts'
import type { SignInEvent } from './sign-in-event.ts'
import { SignIn } from './sign-in.ts'
import { Tries } from './tries.ts'

const principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const right = { user: 'root', password: 'Right-password1', sourceIp: '192.0.2.1' }
const wrong = { ...right, password: 'Wrong-password1' }
let root: CamUser
let ann: CamUser

beforeAll(async () => {
  const passwordHash = await hashPassword(right.password)
  const user = { passwordHash, passwordAt: 0, consoleLogin: true, needReset: false }
  root = { ...user, principal }
  ann = { ...user, principal: { ...principal, uin: '2', isRoot: false, user: 'ann' } }
})

interface Given {
  readonly clock?: { now: number }
  readonly ann?: Partial<CamUser>
  readonly rules?: Partial<PasswordRules>
  /** Addresses that sub-users may sign in from. */
  readonly allowed?: readonly string[]
}

function signInWith({ clock = { now: 0 }, rules, allowed, ...given }: Given = {}) {
  const users: Record<string, CamUser> = { root, ann: { ...ann, ...given.ann } }
  const now = () => clock.now
  const events: SignInEvent[] = []
  const seen: string[] = []
  const signIn = new SignIn({
    users: {
      findByName: async (name) => users[name],
      noteSignIn: async (uin, { ip }) => seen.push(`${uin} ${ip}`) > 0,
    },
    sessions: {
      open: async (opened, mustChangePassword = false) => ({
        principal: opened,
        token: 't',
        csrfToken: 'c',
        mustChangePassword,
      }),
      close: async () => undefined,
    },
    policy: {
      of: async () => ({
        value: { ...firstPasswordRules, ...rules },
        updatedAt: 0,
        updatedBy: '',
      }),
      isExpired: ({ lastsDays }, at) => lastsDays > 0 && now() - at >= lastsDays * 86_400_000,
    },
    addresses: { allows: async (_, ip) => allowed?.includes(ip) ?? true },
    tries: new Tries(now),
    now,
    log: createLogger('silent'),
    record: (event) => events.push(event),
  })
  return { signIn, events, seen }
}

const signInAt = (clock: { now: number }) => signInWith({ clock }).signIn
const asAnn = { ...right, user: 'ann' }

test('opens a session for the right password', async () => {
  const { signIn, seen } = signInWith()

  expect(await signIn.signIn(right)).toMatchObject({
    session: { principal, mustChangePassword: false },
  })
  expect(seen).toEqual(['1 192.0.2.1'])
})

test('answers a wrong password and an unknown user alike', async () => {
  const signIn = signInAt({ now: 0 })

  expect(await signIn.signIn(wrong)).toEqual({ fault: 'badCredentials' })
  expect(await signIn.signIn({ ...wrong, user: 'nobody' })).toEqual({ fault: 'badCredentials' })
})

test('makes who fails five times wait, longer each time', async () => {
  const clock = { now: 0 }
  const signIn = signInAt(clock)
  for (let tries = 0; tries < 5; tries++) await signIn.signIn(wrong)

  expect(await signIn.signIn(right)).toEqual({ fault: 'tooManyFailures', retryAfter: 5 })
  clock.now = 5000
  expect(await signIn.signIn(wrong)).toEqual({ fault: 'badCredentials' })
  expect(await signIn.signIn(right)).toEqual({ fault: 'tooManyFailures', retryAfter: 10 })
  clock.now = 15_000
  expect(await signIn.signIn(right)).toHaveProperty('session')
})

test('protects a user from tries of many sources', async () => {
  const signIn = signInAt({ now: 0 })
  for (let tries = 0; tries < 5; tries++) {
    await signIn.signIn({ ...wrong, sourceIp: `192.0.2.${tries}` })
  }

  const last = await signIn.signIn({ ...wrong, sourceIp: '192.0.2.9' })

  expect(last).toMatchObject({ fault: 'tooManyFailures' })
})

test('stops a source that tries many users', async () => {
  const signIn = signInAt({ now: 0 })
  for (let tries = 0; tries < 5; tries++) await signIn.signIn({ ...wrong, user: `user-${tries}` })

  expect(await signIn.signIn(right)).toMatchObject({ fault: 'tooManyFailures' })
})

test('lets no more tries through when they come at once', async () => {
  const signIn = signInAt({ now: 0 })

  const outcomes = await Promise.all(Array.from({ length: 12 }, () => signIn.signIn(wrong)))

  const faults = outcomes.map((outcome) => ('fault' in outcome ? outcome.fault : 'session'))
  expect(faults.filter((fault) => fault === 'badCredentials')).toHaveLength(5)
  expect(faults.filter((fault) => fault === 'tooManyFailures')).toHaveLength(7)
})

test('bounds how many passwords wait for hashing', async () => {
  const signIn = signInAt({ now: 0 })
  const tries = Array.from({ length: 30 }, (_, index) =>
    signIn.signIn({ user: `user-${index}`, password: 'x', sourceIp: `192.0.2.${index}` }),
  )

  const outcomes = await Promise.all(tries)

  expect(outcomes.slice(18)).toEqual(
    Array.from({ length: 12 }, () => ({ fault: 'tooManyFailures', retryAfter: 1 })),
  )
}, 20_000)

test('lets a user in by the link of its own root account only', async () => {
  const { signIn } = signInWith()

  expect(await signIn.signIn({ ...asAnn, root: '1' })).toHaveProperty('session')
  expect(await signIn.signIn({ ...asAnn, root: '2' })).toEqual({ fault: 'badCredentials' })
})

test('tells only who knows the password that console login is off', async () => {
  const { signIn, seen } = signInWith({ ann: { consoleLogin: false } })

  expect(await signIn.signIn(asAnn)).toEqual({ fault: 'noConsoleLogin' })
  expect(await signIn.signIn({ ...wrong, user: 'ann' })).toEqual({ fault: 'badCredentials' })
  expect(seen).toEqual([])
})

test('lets nobody in without a password', async () => {
  const { signIn } = signInWith({ ann: { passwordHash: '' } })

  expect(await signIn.signIn({ ...asAnn, password: '' })).toEqual({ fault: 'badCredentials' })
})

test('refuses an address alike for names that exist and names that do not, but for the root', async () => {
  const { signIn } = signInWith({ allowed: [] })

  for (const user of ['ann', 'nobody']) {
    expect(await signIn.signIn({ ...right, user })).toEqual({ fault: 'addressRefused' })
  }
  expect(await signIn.signIn(right)).toHaveProperty('session')
})

test.each([
  ['a password that must be reset', { ann: { needReset: true } }, true],
  ['an expired password', { rules: { lastsDays: 1 }, clock: { now: 86_400_000 } }, true],
  ['a password in its last second', { rules: { lastsDays: 1 }, clock: { now: 86_399_000 } }, false],
])('says whether %s must be changed first', async (_, given, mustChangePassword) => {
  const { signIn } = signInWith(given)

  expect(await signIn.signIn(asAnn)).toMatchObject({ session: { mustChangePassword } })
})

test('refuses an expired password where it is worth nothing', async () => {
  const rules = { lastsDays: 1, expiredIsInvalid: true }
  const { signIn } = signInWith({ rules, clock: { now: 86_400_000 } })

  expect(await signIn.signIn(asAnn)).toEqual({ fault: 'passwordExpired' })
  expect(await signIn.signIn(right)).toMatchObject({ session: { mustChangePassword: false } })
})

test.each(['ann', 'nobody'])('stops %s for the hour after so many failures', async (user) => {
  const clock = { now: 0 }
  const { signIn } = signInWith({ clock, rules: { retryLimit: 2 } })
  for (let tries = 0; tries < 2; tries++) await signIn.signIn({ ...wrong, user })

  clock.now = 1_800_000
  expect(await signIn.signIn({ ...right, user })).toEqual({
    fault: 'tooManyFailures',
    retryAfter: 1800,
  })
  clock.now = 3_600_000
  const expected = user === 'ann' ? 'session' : 'fault'
  expect(await signIn.signIn({ ...right, user })).toHaveProperty(expected)
})

test('does not stop the root account for an hour', async () => {
  const { signIn } = signInWith({ rules: { retryLimit: 1 } })
  await signIn.signIn(wrong)

  expect(await signIn.signIn(right)).toHaveProperty('session')
})

test('tells how tries ended, and not those that were held off', async () => {
  const { signIn, events } = signInWith()
  await signIn.signIn(asAnn)
  for (let tries = 0; tries < 6; tries++) await signIn.signIn({ ...wrong, user: 'nobody' })

  expect(events).toHaveLength(6)
  expect(events[0]).toEqual({
    kind: 'signIn',
    user: 'ann',
    principal: ann.principal,
    sourceIp: '192.0.2.1',
    outcome: 'success',
  })
  expect(events[1]).toMatchObject({ user: 'nobody', outcome: 'badCredentials' })
})
