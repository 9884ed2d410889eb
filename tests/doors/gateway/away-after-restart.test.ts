import { describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queryOnlineStatus } from '@yanshu/protocol'
import { createTestDatabase, dialects, TestServer } from '@yanshu/server/testing'
import type { TestApp } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'

/** Where a server keeps its data, so that a second one finds it. */
const places = {
  SQLite: async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-away-'))
    return { config: { dataFolder }, remove: () => rm(dataFolder, { recursive: true }) }
  },
  PostgreSQL: async () => {
    const databaseUrl = await createTestDatabase()
    return { config: { databaseUrl }, remove: () => Promise.resolve() }
  },
}
const names = dialects.length > 1 ? (['SQLite', 'PostgreSQL'] as const) : (['SQLite'] as const)

describe.each(names)('after a restart on %s', (name) => {
  const statuses = async (im: TestServer, app: TestApp) => {
    const { QueryResult } = await im.rest(app, queryOnlineStatus, {
      To_Account: ['alice', 'bob', 'carol', 'dave'],
      IsNeedDetail: 1,
      IsReturnInstid: 1,
    })
    const results = QueryResult as { To_Account: string; Status: string; Detail: object[] }[]
    return Object.fromEntries(results.map((one) => [one.To_Account, [one.Status, ...one.Detail]]))
  }

  test('those who can be pushed to still can, those who were connected among them', async () => {
    const { config, remove } = await places[name]()
    const first = await TestServer.start(config)
    const app = await seedApp(first, 'alice', 'bob', 'carol', 'dave')
    const alice = await first.connect(app, 'alice', { platform: 'Mac', instanceId: 'desk' })
    await first.connect(app, 'bob', { platform: 'iPhone', instanceId: 'phone' })
    await first.connect(app, 'carol')
    const dave = await first.connect(app, 'dave', { platform: 'Android' })
    alice.terminate()
    await dave.request('logout', {})
    while ((await statuses(first, app))['alice']?.[0] !== 'PushOnline');

    await first[Symbol.asyncDispose]()
    const second = await TestServer.start(config)
    const after = await statuses(second, app)
    await second[Symbol.asyncDispose]()
    await remove()

    expect(after).toEqual({
      alice: ['PushOnline', { Platform: 'Mac', Status: 'PushOnline', Instid: 'desk' }],
      bob: ['PushOnline', { Platform: 'iPhone', Status: 'PushOnline', Instid: 'phone' }],
      carol: ['Offline'],
      dave: ['Offline'],
    })
  })
})
