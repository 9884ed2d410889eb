import { beforeAll, expect, test } from 'bun:test'
import { createLogger } from '../../log.ts'
import { hashPassword } from '../password.ts'
import type { CamUser } from '../users/user-store.ts'
import { SignIn } from './sign-in.ts'

const principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const right = { user: 'root', password: 'Right-password1', sourceIp: '192.0.2.1' }
const wrong = { ...right, password: 'Wrong-password1' }
let root: CamUser

beforeAll(async () => {
  root = { principal, passwordHash: await hashPassword(right.password) }
})

function signInAt(clock: { now: number }) {
  return new SignIn({
    users: { findByName: async (name) => (name === 'root' ? root : undefined) },
    sessions: { open: async () => ({ principal, token: 't', csrfToken: 'c' }) },
    now: () => clock.now,
    log: createLogger('silent'),
  })
}

test('opens a session for the right password', async () => {
  const signIn = signInAt({ now: 0 })

  expect(await signIn.signIn(right)).toEqual({ session: { principal, token: 't', csrfToken: 'c' } })
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
