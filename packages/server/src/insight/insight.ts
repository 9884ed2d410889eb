import type { Kysely } from 'kysely'
import type { Bus } from '../bus/bus.ts'
import type { RestHandler } from '../calls/rest-call.ts'
import type { Clock } from '../clock.ts'
import type { AccountService } from '../im/account/service.ts'
import type { AppService } from '../im/app/service.ts'
import type { Connection, Registry } from '../im/presence/service.ts'
import type { Job } from '../jobs/jobs.ts'
import type { Schema } from '../store/schema.ts'
import { insightJobs } from './jobs.ts'
import { insightRest } from './rest.ts'
import { Insight } from './service.ts'
import { InsightStore } from './store.ts'

export interface OpenInsightDeps {
  readonly db: Kysely<Schema>
  readonly bus: Bus
  readonly now: Clock
  readonly registry: Registry<Connection>
  readonly apps: AppService
  readonly accounts: AccountService
  readonly publicIps: readonly string[]
  countGroups(appId: number): Promise<number>
}

export interface OpenedInsight {
  readonly insight: Insight
  readonly jobs: readonly Job[]
  readonly rest: readonly RestHandler[]
}

/** Puts the counting together: who counts, what is written when, what is told. */
export function openInsight(deps: OpenInsightDeps): OpenedInsight {
  const { apps, accounts, bus, now, registry, publicIps } = deps
  const store = new InsightStore(deps.db)
  const insight = new Insight({ store, bus, now, registry })
  return {
    insight,
    jobs: insightJobs({ insight, store, now, appIds: () => apps.ids() }),
    rest: insightRest({
      insight,
      now,
      publicIps,
      app: (appId) => apps.get(appId),
      countAccounts: (appId) => accounts.count(appId),
      countGroups: (appId) => deps.countGroups(appId),
    }),
  }
}
