import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { createSecretBox, ephemeralMasterKey } from '../../store/secret-box.ts'
import { failureOf } from '../testing/failure-of.ts'
import { dialects } from '../../testing/dialects.ts'
import { createUserStore } from '../users/user-store.ts'
import { AccessKeys } from './access-keys.ts'
import { createKeyStore } from './key-store.ts'

const UIN = '100000000001'

describe.each(dialects)('access keys on $name', ({ open }) => {
  let db: Kysely<Schema>
  let keys: AccessKeys
  beforeAll(async () => {
    db = await open()
    const user = { uin: UIN, ownerUin: UIN, appId: 1, name: 'root', passwordHash: '', createdAt: 0 }
    await createUserStore(db).insert(user)
  })
  beforeEach(async () => {
    await db.deleteFrom('access_key').execute()
    keys = new AccessKeys(createKeyStore(db, createSecretBox(ephemeralMasterKey())), () => 5000)
  })
  afterAll(() => db.destroy())

  test('are found by their id with secret and owner', async () => {
    const { secretId, secretKey } = await keys.create(UIN, 'for scripts')

    expect(await keys.find(secretId)).toMatchObject({
      secretKey,
      status: 'Active',
      principal: { uin: UIN, isRoot: true },
    })
  })

  test('are listed without their secrets', async () => {
    const { secretId } = await keys.create(UIN, 'for scripts')

    expect(await keys.list(UIN)).toEqual([
      { secretId, status: 'Active', description: 'for scripts', createdAt: 5000 },
    ])
  })

  test('are at most two for a user, even made at once', async () => {
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => keys.create(UIN, '')))

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await keys.list(UIN)).toHaveLength(2)
    expect(await failureOf(keys.create(UIN, ''))).toMatchObject({ code: 'LimitExceeded' })
  })

  test('stop working at once when they are deleted', async () => {
    const { secretId } = await keys.create(UIN, '')
    await keys.find(secretId)

    await keys.delete(UIN, secretId)

    expect(await keys.find(secretId)).toBeUndefined()
    expect(await keys.create(UIN, '')).toBeDefined()
  })

  test('are deleted by their owner only', async () => {
    const { secretId } = await keys.create(UIN, '')

    expect(await failureOf(keys.delete('2', secretId))).toMatchObject({ code: 'ResourceNotFound' })
    expect(await keys.find(secretId)).toBeDefined()
  })

  test.each(['AKIDunknown', '', 'a\0b', 'x'.repeat(100)])('%p is not found', async (secretId) => {
    expect(await keys.find(secretId)).toBeUndefined()
    expect(await failureOf(keys.delete(UIN, secretId))).toMatchObject({ code: 'ResourceNotFound' })
  })
})
