import { describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGroup, destroyGroup, getGroupInfo, sendGroupMsg } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { createTestDatabase, dialects, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { numbers, text } from '../talk.ts'

/** Where a server keeps its data, so that a second one finds it. */
const places = {
  SQLite: async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-groups-'))
    return { config: { dataFolder }, remove: () => rm(dataFolder, { recursive: true }) }
  },
  PostgreSQL: async () => {
    const databaseUrl = await createTestDatabase()
    return { config: { databaseUrl }, remove: () => Promise.resolve() }
  },
}
const names = dialects.length > 1 ? (['SQLite', 'PostgreSQL'] as const) : (['SQLite'] as const)

describe.each(names)('a dissolved group after a restart on %s', (name) => {
  const clock = createMovingClock()
  const begin = async (config: Parameters<typeof TestServer.start>[0]) => {
    const im = await TestServer.start(config, { now: clock.now })
    im.platform.jobs.byHand()
    return im
  }
  const countOf = async (
    im: TestServer,
    { appId }: TestApp,
    table: 'group_member' | 'message' | 'conversation',
  ) => {
    const { count } = await im.platform.store.db
      .selectFrom(table)
      .select((query) => query.fn.countAll<number>().as('count'))
      .where('app_id', '=', appId)
      .executeTakeFirstOrThrow()
    return Number(count)
  }

  test('what was not removed yet goes on being removed', async () => {
    const { config, remove } = await places[name]()
    const first = await begin(config)
    const app = await seedApp(first, 'alice')
    const GroupId = await seedGroup(first, app, { owner: 'alice' })
    const { db } = first.platform.store
    const row = { app_id: app.appId, group_id: GroupId, role: 'Member' as const, joined_at: 1 }
    for (const step of numbers(22)) {
      const members = numbers(500).map((at) => ({ ...row, account: `m${step}-${at}` }))
      await db.insertInto('group_member').values(members).execute()
    }
    await first.rest(app, sendGroupMsg, { GroupId, Random: 1, MsgBody: text('hello') })
    await first.rest(app, destroyGroup, { GroupId })
    expect(await countOf(first, app, 'group_member')).toBeGreaterThan(0)
    expect(await countOf(first, app, 'message')).toBe(1)
    await first[Symbol.asyncDispose]()

    const second = await begin(config)
    const wanted = { GroupId, Type: 'Public', Name: 'again', Owner_Account: 'alice' }
    expect(await second.rest(app, createGroup, wanted)).toMatchObject({ ErrorCode: 0 })
    for (const _ of numbers(3)) {
      clock.pass(2 * SECOND)
      await second.platform.jobs.runDue()
    }

    expect(await countOf(second, app, 'group_member')).toBe(1)
    expect(await countOf(second, app, 'message')).toBe(0)
    expect(await countOf(second, app, 'conversation')).toBe(1)
    const { GroupInfo } = await second.rest(app, getGroupInfo, { GroupIdList: [GroupId] })
    expect(GroupInfo).toMatchObject([{ Name: 'again', MemberNum: 1, NextMsgSeq: 1 }])
    await second[Symbol.asyncDispose]()
    await remove()
  })
})
