import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Store } from './open-store.ts'
import { dialects } from '../testing/dialects.ts'

/** `expect(…).rejects` waits without letting the writing thread's answers in; this does not. */
function faultOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'none', String)
}

describe.each(dialects)('transactions on $name', ({ openStore }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore()
  })
  beforeEach(() => store.db.deleteFrom('platform').execute())
  afterAll(() => store.close())

  const write = (name: string, value: string) =>
    store.db.insertInto('platform').values({ name, value }).execute()
  const names = async () => {
    const rows = await store.db.selectFrom('platform').select('name').orderBy('name').execute()
    return rows.map((row) => row.name)
  }

  test('one that fails leaves nothing behind', async () => {
    const failed = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('platform').values({ name: 'a', value: '1' }).execute()
      throw new Error('no')
    })

    expect(await faultOf(failed)).toContain('no')
    expect(await names()).toEqual([])
  })

  test('a statement that fails in it takes all of it back', async () => {
    await write('taken', '1')

    const failed = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('platform').values({ name: 'a', value: '1' }).execute()
      await trx.insertInto('platform').values({ name: 'taken', value: '2' }).execute()
    })

    expect(await faultOf(failed)).not.toBe('none')
    expect(await names()).toEqual(['taken'])
  })

  test('a write beside one is not part of it', async () => {
    const inside = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const failed = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('platform').values({ name: 'inside', value: '1' }).execute()
      inside.resolve()
      await goOn.promise
      throw new Error('no')
    })
    await inside.promise

    const beside = write('beside', '1')
    goOn.resolve()
    expect(await faultOf(failed)).toContain('no')
    await beside

    expect(await names()).toEqual(['beside'])
  })

  test('a read sees what was written before it, and nothing of one under way', async () => {
    await write('before', '1')
    const inside = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const done = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('platform').values({ name: 'under way', value: '1' }).execute()
      inside.resolve()
      await goOn.promise
    })
    await inside.promise

    const during = await names()
    goOn.resolve()
    await done

    expect(during).toEqual(['before'])
    expect(await names()).toEqual(['before', 'under way'])
  })

  test('fifty at once that add to one row lose no addition', async () => {
    await write('sum', '0')

    await Promise.all(
      Array.from({ length: 50 }, () =>
        store.db.transaction().execute(async (trx) => {
          const locked = await trx
            .updateTable('platform')
            .set((row) => ({ value: row.ref('value') }))
            .where('name', '=', 'sum')
            .returning('value')
            .executeTakeFirstOrThrow()
          const value = String(Number(locked.value) + 1)
          await trx.updateTable('platform').set({ value }).where('name', '=', 'sum').execute()
        }),
      ),
    )

    expect(await store.db.selectFrom('platform').selectAll().execute()).toEqual([
      { name: 'sum', value: '50' },
    ])
  })

  test('the storage answers a ping, and no longer when it is closed', async () => {
    const own = await openStore()
    await own.ping()

    await own.close()

    expect(await faultOf(own.ping())).not.toBe('none')
  })
})
