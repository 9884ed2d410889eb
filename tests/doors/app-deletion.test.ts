import { describe, expect, test } from 'bun:test'
import { deleteSdkAppId, importMsg, sendMsg, stopSdkAppId } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedApp } from './seed.ts'
import { storages } from './storages.ts'
import { fromTo, numbers } from './talk.ts'

const tables = [
  'app',
  'app_key',
  'account',
  'deleted_account',
  'conversation',
  'message',
  'message_recall',
  'position',
] as const

async function rowsOf(im: TestServer, appId: number): Promise<number> {
  const counts = tables.map(async (table) => {
    const rows = await im.platform.store.db
      .selectFrom(table)
      .select('app_id')
      .where('app_id', '=', appId)
      .execute()
    return rows.length
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

describe.each(storages)('a deleted app on $name', ({ start }) => {
  test('leaves no row behind, and the rows of others alone', async () => {
    await using im = await start()
    const names = numbers(1500).map((number) => `u${number}`)
    const app = await seedApp(im, 'alice', 'bob', ...names)
    const other = await seedApp(im, 'alice', 'bob')
    for (const each of [app, other]) {
      await im.rest(each, sendMsg, fromTo('alice', 'bob', 1))
      await im.rest(each, importMsg, {
        SyncFromOldSystem: 2,
        ...fromTo('alice', 'bob', 2),
        MsgTimeStamp: 1_600_000_000,
      })
    }
    await im.platform.im.cursorOf()
    const before = await rowsOf(im, other.appId)

    await im.act(stopSdkAppId, { SDKAppID: app.appId })
    await im.act(deleteSdkAppId, { SDKAppID: app.appId })

    // The rows go in small steps behind the answer; the test's own limit ends a wait without end.
    while ((await rowsOf(im, app.appId)) > 0);
    expect(await rowsOf(im, other.appId)).toBe(before)
  })
})
