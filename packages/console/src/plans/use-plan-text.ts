import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/** Plans that have a name in the user's language; those an operator added show their id. */
const namedPlans = ['developer', 'standard', 'premium', 'private'] as const

interface PlanText {
  readonly name: string
  readonly hint: string | undefined
}

/** Name and explanation of a plan. */
export function usePlanText(plan: string): PlanText {
  const { t } = useTranslation()
  return planText(plan, t)
}

export function planText(plan: string, t: TFunction): PlanText {
  const known = namedPlans.find((id) => id === plan)
  if (!known) return { name: plan, hint: undefined }
  return { name: t(`common.plans.${known}`), hint: t(`common.planHints.${known}`) }
}
