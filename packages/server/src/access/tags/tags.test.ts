import { tagLimits } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { failureOf } from '../testing/failure-of.ts'
import { dialects } from '../../testing/dialects.ts'
import { insertTags } from './tag-store.ts'
import type { TagStore } from './tag-store.ts'
import { createTagStore } from './tag-store.ts'
import type { Tag } from './tag.ts'
import { Tags } from './tags.ts'

const everything = { offset: 0, limit: 100 }
const root = { ownerUin: '1', uin: '1' }
const ann = { ownerUin: '1', uin: '2' }
const red = { key: 'team', value: 'red' }
const test1 = { key: 'env', value: 'test' }
const prod = { key: 'env', value: 'prod' }

function shown({ key, value }: Tag): string {
  return `${key}=${value}`
}

describe.each(dialects)('tags on $name', ({ open }) => {
  let db: Kysely<Schema>
  let tags: Tags
  let store: TagStore
  beforeAll(async () => {
    db = await open()
    tags = new Tags(db, () => 0)
    store = createTagStore(db)
  })
  beforeEach(async () => {
    await db.deleteFrom('tag').execute()
    await db.deleteFrom('tag_binding').execute()
  })
  afterAll(() => db.destroy())

  const bind = (tag: Tag) =>
    db
      .insertInto('tag_binding')
      .values({
        owner_uin: '1',
        service: 'im',
        prefix: 'sdkappid',
        resource_id: '7',
        tag_key: tag.key,
        tag_value: tag.value,
        created_at: 0,
      })
      .execute()

  test('are listed by key and value, with whether a resource carries them', async () => {
    await tags.create(root, [red, test1, prod])
    await bind(prod)

    const page = await store.page('1', {}, everything)

    expect(page.total).toBe(3)
    expect(page.rows.map((tag) => [shown(tag), tag.isBound])).toEqual([
      ['env=prod', true],
      ['env=test', false],
      ['team=red', false],
    ])
  })

  test('are filtered and paged', async () => {
    await tags.create(root, [red, test1])
    await tags.create(ann, [prod])
    const found = async (filter: Parameters<TagStore['page']>[1], place = everything) => {
      const { total, rows } = await store.page('1', filter, place)
      return [total, ...rows.map(shown)]
    }

    expect(await found({ keys: ['env'] }, { offset: 1, limit: 1 })).toEqual([2, 'env=test'])
    expect(await found({ keys: ['env', 'team'], value: 'red' })).toEqual([1, 'team=red'])
    expect(await found({ createdBy: '2' })).toEqual([1, 'env=prod'])
    expect(await found({ keys: ['team'], value: 'blue' })).toEqual([0])
  })

  test('have keys that are listed once each', async () => {
    await tags.create(root, [red, test1, prod])

    expect(await store.keys('1', {}, everything)).toEqual({ total: 2, rows: ['env', 'team'] })
    expect(await store.keysAfter('1', 'env', 5)).toEqual(['team'])
  })

  test('are walked along', async () => {
    await tags.create(root, [red, test1, prod])

    const first = await store.after('1', {}, { key: '', value: '' }, 2)
    const rest = await store.after('1', {}, test1, 2)

    expect([...first, ...rest].map(shown)).toEqual(['env=prod', 'env=test', 'team=red'])
  })

  test('exist once for each root account', async () => {
    await tags.create(root, [red])

    expect(await failureOf(tags.create(ann, [test1, red]))).toMatchObject({
      code: 'ResourceInUse.TagDuplicate',
    })
    expect((await store.page('1', {}, everything)).total).toBe(1)
    expect(await failureOf(tags.create({ ownerUin: '9', uin: '9' }, [red]))).toBeUndefined()
  })

  test('are deleted, all of a call or none', async () => {
    await tags.create(root, [red, prod])

    expect(await failureOf(tags.delete(root, [red, test1]))).toMatchObject({
      code: 'ResourceNotFound.TagNonExist',
    })
    await tags.delete(root, [red])

    expect((await store.page('1', {}, everything)).rows.map(shown)).toEqual(['env=prod'])
  })

  test('stay while a resource carries them', async () => {
    await tags.create(root, [red, prod])
    await bind(prod)

    expect(await failureOf(tags.delete(root, [red, prod]))).toMatchObject({
      code: 'FailedOperation.TagAttachedResource',
    })
    expect((await store.page('1', {}, everything)).total).toBe(2)
  })

  test('have so many keys, and so many values of a key, and no more', async () => {
    const rows = Array.from({ length: tagLimits.keys }, (_, row) => row)
    const keys = rows.map((row) => ({ key: `k${row}`, value: 'v' }))
    const values = rows.slice(1).map((row) => ({ key: 'k0', value: `v${row}` }))
    const all = [...keys, ...values]
    for (let at = 0; at < all.length; at += 500) {
      await insertTags(db, root, all.slice(at, at + 500), 0)
    }
    const make = (key: string) => failureOf(tags.create(root, [{ key, value: 'more' }]))

    expect(await make('new')).toMatchObject({ code: 'LimitExceeded.TagKey' })
    expect(await make('k0')).toMatchObject({ code: 'LimitExceeded.TagValue' })
    expect(await make('k1')).toBeUndefined()
  })
})
