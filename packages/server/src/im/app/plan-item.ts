import type { PlanItem } from '@yanshu/protocol'
import type { Plan } from './plans.ts'

/** A plan as people compare it. */
export function toPlanItem(plan: Plan): PlanItem {
  return {
    Id: plan.id,
    Level: plan.level,
    Paid: plan.paid,
    Offered: plan.offered,
    ValidMonths: plan.validMonths,
    Quotas: plan.quotas,
    HistoryDays: plan.historyDays,
    HistoryChoices: [...plan.historyChoices],
    Features: [...plan.features],
    Call: plan.call,
  }
}
