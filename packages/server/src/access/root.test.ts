import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { createLogger } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import { createSecretBox, ephemeralMasterKey } from '../store/secret-box.ts'
import { failureOf } from './testing/failure-of.ts'
import { dialects } from '../testing/dialects.ts'
import { createKeyStore } from './keys/key-store.ts'
import { verifyPassword } from './password.ts'
import { ensureRoot } from './root.ts'
import { createUserStore } from './users/user-store.ts'

const box = createSecretBox(ephemeralMasterKey())
const given = {
  password: 'Correct-horse1',
  secretId: 'AKIDgivenByTheOperator',
  secretKey: 'aSecretKeyOfTheOperator',
}

describe.each(dialects)('the root account on $name', ({ open }) => {
  let db: Kysely<Schema>
  const lines: string[] = []
  const log = createLogger('debug', (line) => lines.push(line) > 0)
  const deps = () => ({ db, box, now: Date.now, log })

  beforeEach(async () => {
    lines.length = 0
    db = await open()
  })
  afterEach(() => db.destroy())

  test('is made with a password and a key that are told once', async () => {
    const first = await ensureRoot(deps())
    const again = await ensureRoot(deps())

    const user = await createUserStore(db).findByName('root')
    expect(first.created).toBeTrue()
    expect(await verifyPassword(first.password ?? '', user?.passwordHash ?? '')).toBeTrue()
    const key = await createKeyStore(db, box).find(first.accessKey?.secretId ?? '')
    expect(key).toMatchObject({ secretKey: first.accessKey?.secretKey, status: 'Active' })
    expect(again).toEqual({ created: false })
  })

  test('is made with given values, which are not told', async () => {
    const start = await ensureRoot(deps(), given)

    const user = await createUserStore(db).findByName('root')
    expect(start).toEqual({ created: true })
    expect(await verifyPassword(given.password, user?.passwordHash ?? '')).toBeTrue()
    const key = await createKeyStore(db, box).find(given.secretId)
    expect(key?.secretKey).toBe(given.secretKey)
    expect(key?.principal).toEqual({
      uin: '100000000001',
      ownerUin: '100000000001',
      appId: 1_250_000_000,
      isRoot: true,
      user: 'root',
    })
  })

  test('is made once by two that start together', async () => {
    const starts = await Promise.all([ensureRoot(deps()), ensureRoot(deps())])

    expect(starts.filter(({ created }) => created)).toHaveLength(1)
    expect(await createKeyStore(db, box).list('100000000001')).toHaveLength(1)
  })

  test('ignores given values afterwards, and says so', async () => {
    await ensureRoot(deps(), given)
    lines.length = 0

    const again = await ensureRoot(deps(), { password: 'Another-horse2' })

    expect(again).toEqual({ created: false })
    expect(lines.join('')).toContain('YANSHU_ROOT_PASSWORD')
    expect(lines.join('')).not.toContain('horse')
  })

  test('keeps secrets out of the tables', async () => {
    await ensureRoot(deps(), given)

    const rows = await db.selectFrom('access_key').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(given.secretKey)
  })

  test.each([
    [{ password: 'short' }, 'YANSHU_ROOT_PASSWORD must have 8'],
    [{ password: 'nouppercase1!' }, 'YANSHU_ROOT_PASSWORD must have an upper case letter'],
    [{ secretId: given.secretId }, 'YANSHU_ROOT_SECRET_KEY are given together'],
    [{ ...given, secretId: 'a b' }, 'YANSHU_ROOT_SECRET_ID must be'],
    [{ ...given, secretKey: 'short' }, 'YANSHU_ROOT_SECRET_KEY must be'],
  ])('refuses %j', async (values, message) => {
    expect(String(await failureOf(ensureRoot(deps(), values)))).toContain(message)
    expect(await ensureRoot(deps())).toMatchObject({ created: true })
  })
})
