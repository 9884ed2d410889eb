import { auditDoors, auditResults } from '@yanshu/protocol'
import type { describeAuditEvents } from '@yanshu/protocol'
import dayjs from 'dayjs'
import type { ActionParams } from '../../api/action-types.ts'

/** What narrows the list; every member is a text, and empty where it narrows nothing. */
export interface AuditAddress {
  /** Days up to now, today among them; 0 where `from` and `to` say the time. */
  readonly days: number
  /** Unix seconds. */
  readonly from: number
  readonly to: number
  readonly who: string
  readonly action: string
  readonly app: string
  readonly resource: string
  readonly result: string
  readonly door: string
  readonly ip: string
  readonly request: string
  readonly text: string
}

export const DAYS = 7

/** Spans that are offered. */
export const spans = [1, 7, 30, 90] as const

const texts = [
  'who',
  'action',
  'app',
  'resource',
  'result',
  'door',
  'ip',
  'request',
  'text',
] as const
export type TextFilter = (typeof texts)[number]

export const nothingWanted: AuditAddress = {
  days: DAYS,
  from: 0,
  to: 0,
  who: '',
  action: '',
  app: '',
  resource: '',
  result: '',
  door: '',
  ip: '',
  request: '',
  text: '',
}

export function readAuditAddress(params: URLSearchParams): AuditAddress {
  const [days, from, to] = ['days', 'from', 'to'].map((name) => numberOf(params.get(name)))
  const time =
    from && to && from < to ? { days: 0, from, to } : { days: days || DAYS, from: 0, to: 0 }
  const given = texts.map((name) => [name, params.get(name)?.trim() ?? ''] as const)
  return { ...nothingWanted, ...Object.fromEntries(given), ...time }
}

export function writeAuditAddress(address: AuditAddress): URLSearchParams {
  const params = new URLSearchParams()
  if (address.days === 0) {
    params.set('from', String(address.from))
    params.set('to', String(address.to))
  } else if (address.days !== DAYS) params.set('days', String(address.days))
  for (const name of texts) if (address[name] !== '') params.set(name, address[name])
  return params
}

/** True where the list is narrowed by more than its time. */
export function isNarrowed(address: AuditAddress): boolean {
  return texts.some((name) => address[name] !== '')
}

/** The time that is asked for, in Unix seconds; no end where it is now. */
export function rangeOf({ days, from, to }: AuditAddress): {
  readonly StartTime: number
  readonly EndTime?: number
} {
  if (days === 0) return { StartTime: from, EndTime: to }
  return {
    StartTime: dayjs()
      .startOf('day')
      .subtract(days - 1, 'day')
      .unix(),
  }
}

type Filter = Omit<ActionParams<typeof describeAuditEvents>, 'Cursor' | 'Limit'>

/** The request for what the address asks to see, but for the page. */
export function auditFilter(address: AuditAddress): Filter {
  const { app, who } = address
  const isAccountId = /^\d{9,20}$/.test(who)
  const result = auditResults.find((one) => one === address.result)
  const door = auditDoors.find((one) => one === address.door)
  return {
    ...rangeOf(address),
    ...(who !== '' && (isAccountId ? { Uin: who } : { UserName: who.slice(0, 64) })),
    ...text('Action', address.action, 128),
    ...(/^\d{1,10}$/.test(app) && { SDKAppID: Number(app) }),
    ...text('Resource', address.resource, 300),
    ...(result && { Result: result }),
    ...(door && { Door: door }),
    ...text('SourceIp', address.ip, 64),
    ...text('RequestId', address.request, 64),
    ...text('Keyword', address.text, 100),
  }
}

function text<Name extends string>(name: Name, value: string, most: number) {
  return value === '' ? {} : ({ [name]: value.slice(0, most) } as Record<Name, string>)
}

function numberOf(value: string | null): number {
  return value !== null && /^\d{1,11}$/.test(value) ? Number(value) : 0
}
