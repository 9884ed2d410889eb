import { describeAppAndAccountInfo, describeConfInfo, describePlans } from '@yanshu/protocol'
import type { AppItem, PlanItem } from '@yanshu/protocol'
import type { ActionResult } from '../../api/action-types.ts'
import { useActionQuery } from '../../api/use-action-query.ts'

export type AppConfAnswer = ActionResult<typeof describeConfInfo>

/** An application with its settings and what bounds them. */
export interface AppSettings {
  readonly app: AppItem
  readonly conf: AppConfAnswer
  /** Undefined where the server no longer lists the plan of the app. */
  readonly plan: PlanItem | undefined
}

/** Everything that a page of settings shows, as one query: it is there once all parts are. */
export function useAppSettings(appId: number) {
  const app = useActionQuery(describeAppAndAccountInfo, { SDKAppID: appId })
  const conf = useActionQuery(describeConfInfo, { SDKAppID: appId })
  const plans = useActionQuery(describePlans, {})
  const failed = [app, conf, plans].filter(({ error }) => error !== null)
  return {
    data: toSettings(app.data, conf.data, plans.data?.Plans),
    error: failed[0]?.error ?? null,
    refetch: () => Promise.all(failed.map((query) => query.refetch())),
  }
}

function toSettings(
  app: AppItem | undefined,
  conf: AppConfAnswer | undefined,
  plans: readonly PlanItem[] | undefined,
): AppSettings | undefined {
  if (!app || !conf || !plans) return undefined
  return { app, conf, plan: plans.find(({ Id }) => Id === app.Plan) }
}
