import { gatewayErrors, groupCreate, groupGetProfiles, ImError } from '@yanshu/protocol'
import { describe, expect, test } from 'bun:test'
import type { GatewayCall, GatewayHandler } from '../../calls/gateway-call.ts'
import { Later } from '../../calls/gateway-call.ts'
import { createLogger } from '../../log.ts'
import type { AuditEntry, AuditRow } from './audit-entry.ts'
import type { AuditSettingsBook } from './audit-settings.ts'
import { defaultAuditSettings } from './audit-settings.ts'
import type { AuditStore } from './audit-store.ts'
import { AuditTrail } from './audit-trail.ts'
import { auditedGateway } from './audited-doors.ts'

const entry: AuditEntry = {
  ownerUin: '1',
  uin: '1',
  user: 'root',
  door: 'rest',
  action: 'rest:x/y',
  resource: '*',
  sourceIp: '',
  code: 'OK',
}

/** A trail over a storage that only notes what it was given; `insert` may fail. */
function openTrail(insert: (rows: readonly AuditRow[]) => Promise<void> = async () => undefined) {
  const groups: (readonly AuditRow[])[] = []
  const lines: string[] = []
  const store = {
    insert: (rows: readonly AuditRow[]) => {
      groups.push(rows)
      return insert(rows)
    },
  } as unknown as AuditStore
  const settings = {
    known: () => ({ ...defaultAuditSettings, GatewayCalls: true }),
  } as unknown as AuditSettingsBook
  const log = createLogger('error', (line) => lines.push(line) > 0)
  return { trail: new AuditTrail({ store, settings, now: () => 5, log }), groups, lines }
}

describe('the audit trail', () => {
  test('writes what comes in one turn of the loop at once', async () => {
    const { trail, groups } = openTrail()

    for (let at = 0; at < 100; at++) trail.note(entry)
    trail.note(Promise.resolve({ ...entry, code: '10004' }))
    await trail.settled()

    expect(groups.map(({ length }) => length)).toEqual([101])
    expect(groups[0]?.[100]).toMatchObject({ code: '10004', result: 'failed', time: 5 })
  })

  test('tells the log of what it could not write, and fails nobody', async () => {
    const { trail, lines } = openTrail(() => Promise.reject(new Error('disk full')))

    trail.note(Promise.reject(new Error('no entry')))
    await trail.record(entry)
    await trail.settled()

    expect(lines.join('')).toContain('disk full')
    expect(lines.join('')).toContain('no entry')
  })

  test('leaves out what the storage does not keep up with, and says how much', async () => {
    const gate = Promise.withResolvers<void>()
    const { trail, groups, lines } = openTrail(() => gate.promise)

    for (let at = 0; at < 10_005; at++) trail.note(entry)
    gate.resolve()
    await trail.settled()
    await trail.record(entry)

    expect(groups.flat()).toHaveLength(10_001)
    expect(lines.join('')).toContain('"entries":5')
  })
})

describe('a request of a client that is written down', () => {
  const call: GatewayCall<unknown> = {
    appId: 7,
    account: 'ann',
    sessionId: 's',
    sourceIp: '192.0.2.1',
    params: { name: 'Fans', type: 'Public' },
  }
  const failure = new ImError(gatewayErrors.tooFast)
  const run = async (method: GatewayHandler['method'], outcome: () => unknown) => {
    const { trail, groups } = openTrail()
    const [handler] = auditedGateway({ trail, ownerUin: '1' }, [{ method, run: outcome }])
    let answer: unknown
    try {
      answer = handler?.run(call)
    } catch (error) {
      answer = error
    }
    await Promise.resolve(answer instanceof Later ? answer.result : answer).catch(() => undefined)
    await trail.settled()
    return { answer, rows: groups.flat() }
  }

  test.each<[string, () => unknown]>([
    ['at once', () => 'done'],
    ['by a promise', () => Promise.resolve('done')],
    ['later', () => Later.of(Promise.resolve('done'))],
    ['by a promise of later', () => Promise.resolve(Later.of(Promise.resolve('done')))],
  ])('is answered %s as it would be', async (_, outcome) => {
    const given = outcome()

    const { answer, rows } = await run(groupCreate, () => given)

    expect(answer).toBe(given)
    expect(rows).toMatchObject([
      {
        user_name: 'ann',
        uin: '',
        door: 'gateway',
        action: 'gateway:group.create',
        resource: 'qcs::im::uin/1:sdkappid/7',
        app_id: 7,
        source_ip: '192.0.2.1',
        code: 'OK',
        body: '{"name":"Fans","type":"Public"}',
      },
    ])
  })

  test.each<[string, () => unknown]>([
    [
      'at once',
      () => {
        throw failure
      },
    ],
    ['by a promise', () => Promise.reject(failure)],
    ['later', () => Later.of(Promise.reject(failure))],
  ])('fails %s as it would', async (_, outcome) => {
    const { rows } = await run(groupCreate, outcome)

    expect(rows).toMatchObject([{ code: String(gatewayErrors.tooFast.code), result: 'failed' }])
  })

  test('is none that reads', async () => {
    expect((await run(groupGetProfiles, () => 'done')).rows).toEqual([])
  })
})
