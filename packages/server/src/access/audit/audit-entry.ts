import type { AuditDoor, AuditResult } from '@yanshu/protocol'
import type { Insertable } from 'kysely'
import type { AuditTable } from '../../store/schema-access.ts'
import { changedMembers } from './changed-members.ts'
import { auditBody, cutText } from './redact.ts'

const MAX_NAME = 128
const MAX_RESOURCE = 4096
const MAX_MESSAGE = 1000

/** One call that is written down. */
export interface AuditEntry {
  /** The root account that the caller belongs to: it sees the entry, and nobody else does. */
  readonly ownerUin: string
  /** Account id of the caller; empty for administrators and members of an application. */
  readonly uin: string
  /** Login name, or the UserID in an application. */
  readonly user: string
  readonly door: AuditDoor
  /** `service:name`. */
  readonly action: string
  /** Six-segment names, joined by commas. */
  readonly resource: string
  readonly sourceIp: string
  /** `OK`, or the public error code. */
  readonly code: string
  readonly secretId?: string | undefined
  readonly requestId?: string | undefined
  /** What the caller was told where it was refused. */
  readonly message?: string | undefined
  readonly body?: unknown
  /** What the call changes, as a snapshot tells it; undefined where it was not there. */
  readonly before?: unknown
  readonly after?: unknown
}

export type AuditRow = Insertable<AuditTable> &
  Pick<AuditTable, 'time'> & {
    readonly owner_uin: string
    readonly result: AuditResult
  }

export function toAuditRow(entry: AuditEntry, time: number): AuditRow {
  const { before, after } = changedMembers(entry.before, entry.after)
  return {
    time,
    owner_uin: entry.ownerUin,
    uin: entry.uin,
    user_name: plain(entry.user, MAX_NAME),
    door: entry.door,
    action: plain(entry.action, MAX_NAME),
    resource: plain(entry.resource, MAX_RESOURCE),
    app_id: appIdOf(entry.resource) ?? madeAppId(entry.after) ?? 0,
    source_ip: plain(entry.sourceIp, MAX_NAME),
    request_id: plain(entry.requestId ?? '', MAX_NAME),
    secret_id: plain(entry.secretId ?? '', MAX_NAME),
    code: plain(entry.code, MAX_NAME),
    result: resultOf(entry.code),
    message: plain(entry.message ?? '', MAX_MESSAGE),
    body: auditBody(entry.body),
    before_state: before,
    after_state: after,
  }
}

function resultOf(code: string): AuditResult {
  if (code === 'OK') return 'ok'
  return /(?:^|\.)UnauthorizedOperation$/.test(code) ? 'denied' : 'failed'
}

function appIdOf(resource: string): number | undefined {
  const found = /:sdkappid\/(\d{1,10})(?:,|$)/.exec(resource)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** A new app has no name of its own yet when it is asked for. */
function madeAppId(after: unknown): number | undefined {
  if (typeof after !== 'object' || after === null || !('SDKAppID' in after)) return undefined
  return typeof after.SDKAppID === 'number' ? after.SDKAppID : undefined
}

/** PostgreSQL keeps no NUL in a text. */
function plain(text: string, most: number): string {
  return cutText(text.replaceAll('\0', ''), most)
}
