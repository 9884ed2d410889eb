import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { failureOf } from '../testing/failure-of.ts'
import { dialects } from '../../testing/dialects.ts'
import { createTagStore } from './tag-store.ts'
import { Tags } from './tags.ts'

const everything = { offset: 0, limit: 100 }

describe.each(dialects)('tags on $name', ({ open }) => {
  let db: Kysely<Schema>
  let tags: Tags
  beforeAll(async () => {
    db = await open()
    tags = new Tags(createTagStore(db), () => 0)
  })
  beforeEach(() => db.deleteFrom('tag').execute())
  afterAll(() => db.destroy())

  const make = async (...pairs: [string, string][]) => {
    for (const [key, value] of pairs) await tags.create('1', { key, value })
  }

  test('are listed by key and value', async () => {
    await make(['team', 'red'], ['env', 'test'], ['env', 'prod'])

    const page = await tags.page('1', {}, everything)

    expect(page.total).toBe(3)
    expect(page.tags.map(({ key, value }) => `${key}=${value}`)).toEqual([
      'env=prod',
      'env=test',
      'team=red',
    ])
  })

  test('are filtered and paged', async () => {
    await make(['team', 'red'], ['env', 'test'], ['env', 'prod'])

    const ofKey = await tags.page('1', { key: 'env' }, { offset: 1, limit: 1 })
    const ofPair = await tags.page('1', { key: 'team', value: 'blue' }, everything)

    expect(ofKey).toEqual({ total: 2, tags: [{ key: 'env', value: 'test' }] })
    expect(ofPair).toEqual({ total: 0, tags: [] })
  })

  test('exist once for each root account', async () => {
    await make(['team', 'red'])

    expect(await failureOf(make(['team', 'red']))).toMatchObject({ code: 'ResourceInUse' })
    expect(await failureOf(tags.create('2', { key: 'team', value: 'red' }))).toBeUndefined()
  })

  test('are deleted once', async () => {
    await make(['team', 'red'])
    const tag = { key: 'team', value: 'red' }

    await tags.delete('1', tag)

    expect(await failureOf(tags.delete('1', tag))).toMatchObject({ code: 'ResourceNotFound' })
  })

  test.each(['project', 'QCloud', 'tencent:x', 'a\0b', 'line\nbreak'])(
    'may not have the key %p',
    async (key) => {
      expect(await failureOf(make([key, 'x']))).toMatchObject({ code: 'InvalidParameterValue' })
    },
  )

  test('have at most 1000 keys, and 1000 values of a key', async () => {
    const full = (row: number) => ({
      owner_uin: '1',
      created_at: 0,
      tag_key: `k${row}`,
      tag_value: 'v',
    })
    const values = (row: number) => ({ ...full(0), tag_value: `v${row}` })
    const rows = Array.from({ length: 1000 }, (_, row) => [full(row), values(row)]).flat()
    for (let at = 0; at < rows.length; at += 500) {
      await db
        .insertInto('tag')
        .values(rows.slice(at, at + 500))
        .execute()
    }

    expect(await failureOf(make(['more', 'x']))).toMatchObject({ code: 'LimitExceeded' })
    expect(await failureOf(make(['k0', 'more']))).toMatchObject({ code: 'LimitExceeded' })
    expect(await make(['k1', 'more'])).toBeUndefined()
  })
})
