import { FRIEND_PREFIX, PROFILE_PREFIX } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { App, AppKey } from './app.ts'
import { effectiveConf, nextEffect } from './delayed-conf.ts'
import type { PlanTable } from './plans.ts'
import { confOf } from './settings.ts'
import { parseConf } from './stored-conf.ts'
import type { AppKeyRow, AppRow } from './store.ts'

export interface AppReader {
  readonly plans: PlanTable
  readonly box: SecretBox
  readonly now: Clock
}

/** An app as it is stored, with its plan, its settings over their defaults, and its keys opened. */
export function toApp(reader: AppReader, row: AppRow, keys: readonly AppKeyRow[]): App {
  const plan = reader.plans.of(row.plan)
  const stored = parseConf(row.conf)
  const savedConf = confOf(stored.conf ?? {}, plan)
  const delayed = stored.delayed ?? {}
  const now = reader.now()
  return {
    appId: row.app_id,
    name: row.name,
    type: row.type,
    introduction: row.introduction,
    plan,
    disabled: row.status !== 'enabled',
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at ?? undefined,
    billing: row.billing,
    billingSince: row.billing_since,
    conf: effectiveConf(savedConf, delayed, now),
    savedConf,
    delayed,
    confUntil: nextEffect(delayed, now),
    historyChangedAt: stored.historyChangedAt,
    userFields: byTag(PROFILE_PREFIX, stored.userFields),
    friendFields: byTag(FRIEND_PREFIX, stored.friendFields),
    groupFields: {
      group: byTag('', stored.groupFields),
      member: byTag('', stored.memberFields),
    },
    keys: keys.map((key) => toKey(reader.box, key)),
  }
}

/** The app with its settings as they work now. */
export function upToDate(app: App, now: number): App {
  if (now < app.confUntil) return app
  return {
    ...app,
    conf: effectiveConf(app.savedConf, app.delayed, now),
    confUntil: nextEffect(app.delayed, now),
  }
}

function toKey(box: SecretBox, row: AppKeyRow): AppKey {
  return {
    algorithm: row.algorithm,
    secret: row.algorithm === 'HMAC-SHA256' ? box.open(row.secret) : row.secret,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function byTag<Field extends { readonly Key: string }>(
  prefix: string,
  fields: readonly Field[] | undefined,
): ReadonlyMap<string, Field> {
  return new Map(fields?.map((field) => [prefix + field.Key, field]))
}
