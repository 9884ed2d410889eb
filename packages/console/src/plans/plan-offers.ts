import type { AppItem, PlanItem } from '@yanshu/protocol'
import { planPeriod } from './plan-period.ts'

/** What an app can be moved to: higher plans that are offered, and a paid plan of its own again. */
export interface PlanOffers {
  readonly current: PlanItem | undefined
  /** Plans of a higher level, by rising level. */
  readonly higher: readonly PlanItem[]
  /** Whether the plan of the app can be paid for again. */
  readonly renewable: boolean
}

export function planOffers(plans: readonly PlanItem[], planId: string): PlanOffers {
  const current = plans.find(({ Id }) => Id === planId)
  const level = current?.Level ?? -1
  return {
    current,
    higher: plans.filter((plan) => plan.Offered && plan.Level > level),
    renewable: current !== undefined && current.Offered && current.Paid,
  }
}

/** A plan that ends by itself and is extended for nothing, such as the developer edition. */
export function isTrial(plan: PlanItem | undefined): boolean {
  return plan !== undefined && !plan.Paid && plan.ValidMonths !== null
}

/** Whether 申请延期 is offered: the trial has ended. */
export function canExtend(
  plan: PlanItem | undefined,
  app: Pick<AppItem, 'Status' | 'ExpireTime'>,
  now: number = Date.now(),
): boolean {
  return isTrial(plan) && planPeriod(app, now).kind === 'ended'
}
