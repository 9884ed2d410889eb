import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { AuditEntry } from './audit-entry.ts'
import { toAuditRow } from './audit-entry.ts'
import type { AuditFilter, AuditPlace } from './audit-filter.ts'
import { AuditStore, LOOKED_AT } from './audit-store.ts'

const entry: AuditEntry = {
  ownerUin: 'root1',
  uin: '1',
  user: 'ann',
  door: 'console',
  action: 'im:SetConfInfo',
  resource: 'qcs::im::uin/root1:sdkappid/1400000001',
  sourceIp: '192.0.2.1',
  code: 'OK',
}
const whenever = { from: 0, to: 10 ** 12 }

describe.each(dialects)('the audit store on $name', ({ open }) => {
  let db: Kysely<Schema>
  let store: AuditStore
  beforeAll(async () => {
    db = await open()
    store = new AuditStore(db)
  })
  beforeEach(async () => {
    await db.deleteFrom('audit').execute()
    await db.deleteFrom('audit_day').execute()
  })
  afterAll(() => db.destroy())

  const add = (...given: readonly (Partial<AuditEntry> & { readonly time?: number })[]) =>
    store.insert(given.map(({ time = 1000, ...rest }) => toAuditRow({ ...entry, ...rest }, time)))
  const find = async (filter: Partial<AuditFilter> = {}, owner = 'root1') => {
    const { rows } = await store.page(owner, { ...whenever, ...filter }, undefined, 100)
    return rows.map(({ body }) => JSON.parse(body) as unknown)
  }
  const walk = async (limit: number, filter: Partial<AuditFilter> = {}) => {
    const pages: unknown[][] = []
    let after: AuditPlace | undefined
    do {
      const { rows, next } = await store.page('root1', { ...whenever, ...filter }, after, limit)
      pages.push(rows.map(({ body }) => JSON.parse(body)))
      after = next
    } while (after)
    return pages
  }

  test('pages newest first, also where times are equal', async () => {
    await add(
      { body: 1 },
      { body: 2 },
      { body: 3, time: 999 },
      { body: 4 },
      { body: 5, time: 1001 },
    )

    expect(await walk(2)).toEqual([[5, 4], [2, 1], [3]])
  })

  test('shows a root nothing of another', async () => {
    await add({ body: 1 }, { body: 2, ownerUin: 'root2' })

    expect(await find({}, 'root2')).toEqual([2])
    expect(await find({ uin: '1' }, 'root3')).toEqual([])
  })

  test.each<[string, Partial<AuditFilter>, Partial<AuditEntry>]>([
    ['the user', { uin: '2' }, { uin: '2' }],
    ['the name', { user: 'bob' }, { user: 'bob' }],
    ['the action', { action: 'im:CreateGroup' }, { action: 'im:CreateGroup' }],
    ['the beginning of the action', { action: 'cam:*' }, { action: 'cam:AddUser' }],
    ['the app', { appId: 7 }, { resource: 'qcs::im::uin/root1:sdkappid/7' }],
    [
      'the beginning of the resource',
      { resource: 'qcs::cam::uin/root1:uin/' },
      { resource: 'qcs::cam::uin/root1:uin/2' },
    ],
    ['the result', { result: 'denied' }, { code: 'AuthFailure.UnauthorizedOperation' }],
    ['a failure', { result: 'failed' }, { code: 'ResourceNotFound' }],
    ['the door', { door: 'rest' }, { door: 'rest' }],
    ['the address', { sourceIp: '::1' }, { sourceIp: '::1' }],
    ['the request', { requestId: 'r' }, { requestId: 'r' }],
    ['a word of the message', { keyword: 'NO GR_UP' }, { code: 'X', message: 'no gr_up here' }],
    ['a word of what changed', { keyword: 'chats' }, { after: { Name: 'Chats' } }],
  ])('finds by %s', async (_, filter, own) => {
    await add({ body: 1 }, { ...own, body: 2 }, { body: 3, code: 'OK', message: 'no group' })

    expect(await find(filter)).toEqual([2])
    expect(await find({ ...filter, from: 1001 })).toEqual([])
    expect(await find({ ...filter, to: 1000 })).toEqual([])
  })

  test('finds what fits several filters', async () => {
    await add({ body: 1, uin: '2' }, { body: 2, uin: '2', code: 'X' }, { body: 3, code: 'X' })

    expect(await find({ uin: '2', result: 'failed', keyword: '2' })).toEqual([2])
  })

  test('looks at a bounded number of events for one page, and goes on behind them', async () => {
    await add({ body: 'old', sourceIp: '::1' }, { body: 'older', sourceIp: '::1', time: 1 })
    for (let step = 0; step < LOOKED_AT / 500; step++) {
      await add(...Array.from({ length: 500 }, () => ({ body: 0 })))
    }
    await add({ body: 'new', sourceIp: '::1' })

    expect(await walk(5, { sourceIp: '::1' })).toEqual([['new'], ['old', 'older']])
    expect(await walk(1, { sourceIp: '::1', door: 'console' })).toEqual([
      ['new'],
      [],
      ['old'],
      ['older'],
      [],
    ])
  })

  test('keeps what PostgreSQL could not', async () => {
    await add({ body: '\0', user: 'a\0b', message: '\0', code: 'X', before: { '\0': '\0' } })

    expect(await find({ user: 'ab' })).toEqual(['\0'])
  })

  test('counts the events of days in Beijing by their results', async () => {
    const midnight = Date.parse('2026-03-01T16:00:00Z')
    await add({ time: midnight - 1 }, { time: midnight }, { time: midnight, code: 'X' })
    await add({ time: midnight }, { time: midnight, code: 'UnauthorizedOperation' })
    await add({ time: midnight, ownerUin: 'root2' })

    expect(await store.days('root1', midnight - 1, midnight)).toEqual([
      { Day: '2026-03-01', Ok: 1, Denied: 0, Failed: 0 },
      { Day: '2026-03-02', Ok: 2, Denied: 1, Failed: 1 },
    ])
    expect(await store.days('root1', midnight, midnight)).toHaveLength(1)
  })

  test('removes the oldest, a few at a time, of one root', async () => {
    await add({ body: 1, time: 1 }, { body: 2, time: 2 }, { body: 3, time: 3 })
    await add({ body: 4, time: 1, ownerUin: 'root2' })

    expect(await store.removeOlder('root1', 3, 1)).toBe(1)
    expect(await find()).toEqual([3, 2])
    expect(await store.removeOlder('root1', 3, 5)).toBe(1)
    expect(await find()).toEqual([3])
    expect(await find({}, 'root2')).toEqual([4])
  })
})
