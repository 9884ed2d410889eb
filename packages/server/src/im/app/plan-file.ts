import type { PlanFile } from '@yanshu/protocol'
import { planFile } from '@yanshu/protocol'
import type { Plan } from './plans.ts'
import { builtInPlans } from './plans.ts'

/**
 * The plans of an operator's file (`YANSHU_PLANS`).
 *
 * @throws {Error} whose message names the plan and the field.
 */
export function readPlanFile(text: string): readonly Plan[] {
  const parsed = planFile.safeParse(JSON.parse(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
  }
  const known = new Map(builtInPlans.map((plan) => [plan.id, plan]))
  return parsed.data.map((row) => {
    const base = known.get(row.extends)
    if (!base) throw new Error(`${row.id}.extends: no plan is called ${row.extends}`)
    const plan = extend(base, row)
    known.set(plan.id, plan)
    return plan
  })
}

function extend(base: Plan, row: PlanFile[number]): Plan {
  const { id, extends: _, quotas, features, ...rest } = row
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...base,
    ...given,
    id,
    quotas: { ...base.quotas, ...(quotas as Partial<Plan['quotas']>) },
    features: features ? new Set(features) : base.features,
  }
}
