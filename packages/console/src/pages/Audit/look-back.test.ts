import type { AuditEvent } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import type { CallAction } from '../../api/call-action.ts'
import { eventsCsv, fetchEvents } from './export-audit.ts'
import { nothingWanted } from './audit-address.ts'
import { simulatorAddress } from './simulator-address.ts'
import { lookBack } from './use-audit-events.ts'

const event: AuditEvent = {
  EventId: '1',
  EventTime: 0,
  Uin: '100000000042',
  UserName: 'ann',
  SecretId: '',
  Door: 'console',
  Action: 'im:DescribeConfInfo',
  Resource: 'qcs::im::uin/1:sdkappid/7,qcs::im::uin/1:sdkappid/8',
  SDKAppID: 7,
  SourceIp: '::ffff:192.0.2.1',
  RequestId: 'r',
  Result: 'denied',
  Code: 'UnauthorizedOperation',
  Message:
    'you are not authorized to perform operation (im:X)\nresource (qcs::im::uin/1:sdkappid/8) has no permission\n',
  Body: '{}',
  Before: '',
  After: '',
}

/** Answers pages of so many events, one after the other. */
function answering(...sizes: readonly number[]) {
  const asked: string[] = []
  const call = async (_: unknown, params: { readonly Cursor: string }) => {
    asked.push(params.Cursor)
    const at = asked.length
    const Events = Array.from({ length: sizes[at - 1] ?? 0 }, () => event)
    return { Events, Cursor: at < sizes.length ? `1.${at}` : '' }
  }
  return { asked, call: call as unknown as CallAction }
}
const signal = new AbortController().signal

test('one step goes on over pages that hold few events', async () => {
  const { call, asked } = answering(0, 2, 28, 5)

  const { events, cursor } = await lookBack(call, { Cursor: '9.9' }, signal)

  expect(events).toHaveLength(30)
  expect(asked).toEqual(['9.9', '1.1', '1.2'])
  expect(cursor).toBe('1.3')
})

test('one step ends where looking takes long, and tells where to go on', async () => {
  const { call, asked } = answering(...Array.from({ length: 50 }, () => 0))

  expect(await lookBack(call, { Cursor: '' }, signal)).toEqual({ events: [], cursor: '1.10' })
  expect(asked).toHaveLength(10)
})

test('a file holds what matches, page by page', async () => {
  const { call } = answering(200, 0, 1)
  const progress: number[] = []

  const exported = await fetchEvents(call, nothingWanted, signal, (rows) => progress.push(rows))

  expect(progress).toEqual([200, 200, 201])
  expect(exported.isCut).toBeFalse()
  expect(eventsCsv({ events: [event], isCut: false }).split('\r\n')[1]).toContain(
    ',ann,100000000042,console,im:DescribeConfInfo,',
  )
})

test('the simulator is asked about the resource that was refused', () => {
  const { pathname, searchParams } = new URL(simulatorAddress(event), 'http://c.example')

  expect(pathname).toBe('/access/simulator')
  expect(Object.fromEntries(searchParams)).toEqual({
    user: '100000000042',
    action: 'im:DescribeConfInfo',
    resource: 'qcs::im::uin/1:sdkappid/8',
    ip: '192.0.2.1',
  })
})
