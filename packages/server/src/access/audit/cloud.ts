import type { AuditEvent } from '@yanshu/protocol'
import {
  CloudError,
  describeAuditEvents,
  describeAuditFigures,
  describeAuditSettings,
  MOST_AUDIT_DAYS,
  setAuditSettings,
} from '@yanshu/protocol'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { AuditTable } from '../../store/schema-access.ts'
import type { AuditFilter, AuditPlace } from './audit-filter.ts'
import type { AuditSettingsBook } from './audit-settings.ts'
import type { AuditStore } from './audit-store.ts'

export interface AuditActionDeps {
  readonly store: AuditStore
  readonly settings: AuditSettingsBook
  readonly now: Clock
}

/** The actions about the audit trail: everybody sees that of the own root account. */
export function auditActions({ store, settings, now }: AuditActionDeps): readonly ActionHandler[] {
  return [
    handleAction(describeAuditEvents, async ({ principal, body }) => {
      const { rows, next } = await store.page(
        principal.ownerUin,
        toFilter(body, now()),
        toPlace(body.Cursor),
        body.Limit,
      )
      return { Events: rows.map(toEvent), Cursor: next ? `${next.time}.${next.id}` : '' }
    }),
    handleAction(describeAuditFigures, async ({ principal, body }) => {
      const { from, to } = toRange(body, now())
      if (to - from > MOST_AUDIT_DAYS * 86_400_000) {
        throw new CloudError('InvalidParameterValue', 'StartTime: at most 10 years before EndTime')
      }
      return { Days: [...(await store.days(principal.ownerUin, from, to - 1))] }
    }),
    handleAction(describeAuditSettings, ({ principal }) => settings.of(principal.ownerUin)),
    handleAction(
      setAuditSettings,
      async ({ principal, body }) => {
        await settings.change(principal.ownerUin, principal.uin, body)
        return {}
      },
      { snapshot: ({ principal }) => settings.of(principal.ownerUin) },
    ),
  ]
}

interface Range {
  readonly StartTime?: number | undefined
  readonly EndTime?: number | undefined
}

/** @throws {CloudError} where the range ends before it begins. */
function toRange({ StartTime, EndTime }: Range, now: number) {
  const from = (StartTime ?? 0) * 1000
  const to = EndTime === undefined ? now + 1 : EndTime * 1000
  if (to < from) throw new CloudError('InvalidParameterValue', 'EndTime: is before StartTime')
  return { from, to }
}

function toFilter(body: z.output<typeof describeAuditEvents.request>, now: number): AuditFilter {
  const { UserName, Action, Resource, SourceIp, RequestId, Keyword } = body
  const texts = [UserName, Action, Resource, SourceIp, RequestId, Keyword]
  // PostgreSQL cannot bind one, and no event has one.
  if (texts.some((text) => text?.includes('\0'))) {
    throw new CloudError('InvalidParameterValue', 'a filter holds a NUL')
  }
  return {
    ...toRange(body, now),
    uin: body.Uin,
    user: body.UserName,
    action: body.Action,
    appId: body.SDKAppID,
    resource: body.Resource,
    result: body.Result,
    door: body.Door,
    sourceIp: body.SourceIp,
    requestId: body.RequestId,
    keyword: body.Keyword,
  }
}

function toPlace(cursor: string): AuditPlace | undefined {
  const [time, id] = cursor.split('.').map(Number)
  return time === undefined || id === undefined ? undefined : { time, id }
}

function toEvent(row: Selectable<AuditTable>): AuditEvent {
  return {
    EventId: String(row.id),
    EventTime: toSeconds(Number(row.time)),
    Uin: row.uin,
    UserName: row.user_name,
    SecretId: row.secret_id,
    Door: row.door,
    Action: row.action,
    Resource: row.resource,
    SDKAppID: Number(row.app_id),
    SourceIp: row.source_ip,
    RequestId: row.request_id,
    Result: row.result,
    Code: row.code,
    Message: row.message,
    Body: row.body,
    Before: row.before_state,
    After: row.after_state,
  }
}
