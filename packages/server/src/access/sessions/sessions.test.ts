import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import { createUserStore } from '../users/user-store.ts'
import { createSessionStore } from './session-store.ts'
import {
  ABSOLUTE_LIFETIME,
  IDLE_LIFETIME,
  MOST_SESSIONS,
  Sessions,
  isCsrfTokenOf,
} from './sessions.ts'

const principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }

describe.each(dialects)('console sessions on $name', ({ open }) => {
  let db: Kysely<Schema>
  const clock = { now: 0 }
  let sessions: Sessions
  beforeAll(async () => {
    db = await open()
    const user = { ...principal, name: 'root', passwordHash: '', createdAt: 0 }
    await createUserStore(db).insert(user)
    sessions = new Sessions(createSessionStore(db), () => clock.now)
  })
  beforeEach(async () => {
    clock.now = 1_000_000_000_000
    await db.deleteFrom('console_session').execute()
  })
  afterAll(() => db.destroy())

  test('are found by their token', async () => {
    const { token, csrfToken } = await sessions.open(principal)

    expect(await sessions.find(token)).toEqual({
      principal,
      csrfToken,
      mustChangePassword: false,
    })
  })

  test('store neither token', async () => {
    const { token, csrfToken } = await sessions.open(principal)

    const rows = JSON.stringify(await db.selectFrom('console_session').selectAll().execute())
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(csrfToken)
  })

  test('have a CSRF token each', async () => {
    const one = await sessions.open(principal)
    const other = await sessions.open(principal)

    expect(isCsrfTokenOf(one, one.csrfToken)).toBeTrue()
    expect(isCsrfTokenOf(one, other.csrfToken)).toBeFalse()
    expect(isCsrfTokenOf(one, null)).toBeFalse()
  })

  test('end when nobody uses them', async () => {
    const { token } = await sessions.open(principal)

    clock.now += IDLE_LIFETIME + 1

    expect(await sessions.find(token)).toBeUndefined()
  })

  test('live on while they are used, but not forever', async () => {
    const { token } = await sessions.open(principal)
    const end = clock.now + ABSOLUTE_LIFETIME

    for (; clock.now <= end; clock.now += IDLE_LIFETIME) {
      expect(await sessions.find(token)).toBeDefined()
    }

    clock.now = end + 1
    expect(await sessions.find(token)).toBeUndefined()
  })

  test('are cleared away by the next one', async () => {
    await sessions.open(principal)
    clock.now += IDLE_LIFETIME + 1

    await sessions.open(principal)

    const rows = await db.selectFrom('console_session').select('uin').execute()
    expect(rows).toHaveLength(1)
  })

  test('are so many of a user at the most, and the oldest ends', async () => {
    const opened = []
    for (let number = 0; number <= MOST_SESSIONS; number += 1) {
      clock.now += 1
      opened.push(await sessions.open(principal))
    }

    const found = await Promise.all(opened.map(({ token }) => sessions.find(token)))

    expect(found.map((session) => session !== undefined)).toEqual(opened.map((_, at) => at > 0))
  })

  test('are closed', async () => {
    const { token } = await sessions.open(principal)

    await sessions.close(token)

    expect(await sessions.find(token)).toBeUndefined()
  })

  test.each(['', 'x', '\0'.repeat(43), 'é'.repeat(43)])('are not found by %p', async (token) => {
    expect(await sessions.find(token)).toBeUndefined()
  })
})
