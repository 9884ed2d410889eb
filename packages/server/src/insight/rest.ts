import type { AppInfoField } from '@yanshu/protocol'
import { appInfoFields, getAppInfo, getIpList } from '@yanshu/protocol'
import type { RestHandler } from '../calls/rest-call.ts'
import { handleRest } from '../calls/rest-call.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../im/app/app.ts'
import type { Insight } from './service.ts'
import { accountsByDay, dayOf, daysUpTo, groupsByDay, tellDay } from './rules.ts'

const DAYS = 30

export interface InsightRestDeps {
  readonly insight: Insight
  readonly now: Clock
  readonly publicIps: readonly string[]
  app(appId: number): Promise<Pick<App, 'name' | 'createdAt'>>
  countAccounts(appId: number): Promise<number>
  countGroups(appId: number): Promise<number>
}

/** The commands of operating (运营管理). */
export function insightRest(deps: InsightRestDeps): readonly RestHandler[] {
  return [
    handleRest(getAppInfo, async ({ appId, body }) => ({
      ErrorInfo: 'OK',
      Result: choose(await lastDays(deps, appId), body.RequestField ?? []),
    })),
    handleRest(getIpList, async () => ({ IPList: [...deps.publicIps] })),
  ]
}

async function lastDays(deps: InsightRestDeps, appId: number) {
  const { insight, now, app, countAccounts, countGroups } = deps
  const days = daysUpTo(now(), DAYS)
  const [{ name, createdAt }, accounts, groups, figures] = await Promise.all([
    app(appId),
    countAccounts(appId),
    countGroups(appId),
    insight.figures(appId, days),
  ])
  const ofDays = days.map((day) => figures.get(day) ?? {})
  const accountTotals = accountsByDay(accounts, ofDays)
  const groupTotals = groupsByDay(groups, ofDays)
  return days.map((day, at) =>
    tellDay({
      appId,
      appName: name,
      day,
      accounts: day < dayOf(createdAt) ? 0 : (accountTotals[at] ?? 0),
      groups: day < dayOf(createdAt) ? 0 : (groupTotals[at] ?? 0),
      figures: figures.get(day) ?? {},
    }),
  )
}

type Told = ReturnType<typeof tellDay>

/** The day is always told. */
function choose(
  days: readonly Told[],
  wanted: readonly string[],
): Partial<Record<AppInfoField, string>>[] {
  if (wanted.length === 0) return days.slice()
  const fields = appInfoFields.filter((field) => field === 'Date' || wanted.includes(field))
  return days.map((day) => Object.fromEntries(fields.map((field) => [field, day[field]])))
}
