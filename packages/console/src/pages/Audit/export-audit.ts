import type { AuditEvent } from '@yanshu/protocol'
import { describeAuditEvents } from '@yanshu/protocol'
import type { CallAction } from '../../api/call-action.ts'
import { patiently } from '../../api/patiently.ts'
import { formatCsv } from '../../csv/format-csv.ts'
import { formatDateTime } from '../../design/format.ts'
import type { AuditAddress } from './audit-address.ts'
import { auditFilter } from './audit-address.ts'

/** Events of one file at the most. */
export const MOST_EVENTS = 20_000

/** Events of one call. */
const PIECE = 200

export interface ExportedEvents {
  readonly events: readonly AuditEvent[]
  /** More match than were read. */
  readonly isCut: boolean
}

/** Reads the events that an address asks for, newest first. */
export async function fetchEvents(
  callAction: CallAction,
  address: AuditAddress,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<ExportedEvents> {
  const filter = auditFilter(address)
  const events: AuditEvent[] = []
  let cursor = ''
  do {
    const params = { ...filter, Cursor: cursor, Limit: PIECE }
    const page = await patiently(() => callAction(describeAuditEvents, params, { signal }))
    events.push(...page.Events)
    cursor = page.Cursor
    onProgress(events.length)
  } while (cursor !== '' && events.length < MOST_EVENTS)
  return { events, isCut: cursor !== '' }
}

const columns = [
  'EventTime',
  'UserName',
  'Uin',
  'Door',
  'Action',
  'Resource',
  'SDKAppID',
  'Result',
  'Code',
  'SourceIp',
  'RequestId',
  'SecretId',
  'Message',
  'Before',
  'After',
  'Body',
] as const satisfies readonly (keyof AuditEvent)[]

export function eventsCsv({ events }: ExportedEvents): string {
  return formatCsv([columns, ...events.map((event) => columns.map((name) => cellOf(event, name)))])
}

function cellOf(event: AuditEvent, name: (typeof columns)[number]): string {
  if (name === 'EventTime') return formatDateTime(event.EventTime)
  if (name === 'SDKAppID') return event.SDKAppID === 0 ? '' : String(event.SDKAppID)
  return event[name]
}
