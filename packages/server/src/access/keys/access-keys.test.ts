import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { createSecretBox, ephemeralMasterKey } from '../../store/secret-box.ts'
import { failureOf } from '../testing/failure-of.ts'
import { dialects } from '../../testing/dialects.ts'
import { createUserStore } from '../users/user-store.ts'
import { AccessKeys } from './access-keys.ts'

const UIN = '100000000001'

describe.each(dialects)('access keys on $name', ({ open }) => {
  let db: Kysely<Schema>
  let keys: AccessKeys
  const clock = { now: 5000 }
  beforeAll(async () => {
    db = await open()
    const user = { uin: UIN, ownerUin: UIN, appId: 1, name: 'root', passwordHash: '', createdAt: 0 }
    await createUserStore(db).insert(user)
  })
  beforeEach(async () => {
    await db.deleteFrom('access_key').execute()
    keys = new AccessKeys({ db, box: createSecretBox(ephemeralMasterKey()), now: () => clock.now })
    clock.now = 5000
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

  test('tell whose they are to the users of the same root account alone', async () => {
    const { secretId } = await keys.create(UIN, '')

    expect(await keys.ownerOf(UIN, secretId)).toEqual({ uin: UIN, name: 'root' })
    for (const [ownerUin, asked] of [
      ['100000000099', secretId],
      [UIN, `${secretId.slice(0, -1)}!`],
      [UIN, secretId.toLowerCase()],
    ] as const) {
      expect(await failureOf(keys.ownerOf(ownerUin, asked))).toMatchObject({
        code: 'ResourceNotFound.SecretNotExist',
      })
    }
  })

  test('are at most two for a user, even made at once', async () => {
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => keys.create(UIN, '')))

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await keys.list(UIN)).toHaveLength(2)
    expect(await failureOf(keys.create(UIN, ''))).toMatchObject({
      code: 'OperationDenied.AccessKeyOverLimit',
    })
  })

  test('stop working at once when they are deleted', async () => {
    const { secretId } = await keys.create(UIN, '')
    await keys.find(secretId)

    await keys.delete(UIN, secretId)

    expect(await keys.find(secretId)).toBeUndefined()
    expect(await keys.create(UIN, '')).toBeDefined()
  })

  test('sign no more at once when they are made inactive, and again when active', async () => {
    const { secretId } = await keys.create(UIN, '')
    await keys.find(secretId)

    await keys.setStatus(UIN, secretId, 'Inactive')
    expect(await keys.find(secretId)).toMatchObject({ status: 'Inactive' })
    await keys.setStatus(UIN, secretId, 'Active')

    expect(await keys.find(secretId)).toMatchObject({ status: 'Active' })
    expect(await failureOf(keys.setStatus('2', secretId, 'Inactive'))).toMatchObject({
      code: 'ResourceNotFound.SecretNotExist',
    })
  })

  test('tell when they were last used, and write it when they are flushed', async () => {
    const { secretId: one } = await keys.create(UIN, '')
    const { secretId: other } = await keys.create(UIN, '')
    const stored = async () => {
      const rows = await db.selectFrom('access_key').select(['secret_id', 'used_at']).execute()
      return Object.fromEntries(rows.map((row) => [row.secret_id, Number(row.used_at)]))
    }
    keys.noteUse(one)
    clock.now = 9000
    keys.noteUse(one)

    expect(await keys.lastUses(UIN, [one, other, 'AKIDunknown'])).toEqual(
      [
        { secretId: one, usedAt: 9000 },
        { secretId: other, usedAt: 0 },
      ].sort((a, b) => (a.secretId < b.secretId ? -1 : 1)),
    )
    expect(await stored()).toEqual({ [one]: 0, [other]: 0 })
    await keys.flushUse()
    expect(await stored()).toEqual({ [one]: 9000, [other]: 0 })
    expect(keys.useJob.isIdle?.()).toBeTrue()
    expect(await keys.lastUses('2', [one])).toEqual([])
  })

  test('are deleted by their owner only', async () => {
    const { secretId } = await keys.create(UIN, '')

    expect(await failureOf(keys.delete('2', secretId))).toMatchObject({
      code: 'ResourceNotFound.SecretNotExist',
    })
    expect(await keys.find(secretId)).toBeDefined()
  })

  test.each(['AKIDunknown', '', 'a\0b', 'x'.repeat(100)])('%p is not found', async (secretId) => {
    expect(await keys.find(secretId)).toBeUndefined()
    expect(await failureOf(keys.delete(UIN, secretId))).toMatchObject({
      code: 'ResourceNotFound.SecretNotExist',
    })
  })
})
