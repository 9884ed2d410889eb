import { useTranslation } from 'react-i18next'
import { isPlanId } from './plan-comparison.ts'

interface PlanText {
  readonly name: string
  readonly hint: string | undefined
}

/** Name and explanation of a plan; a plan this console does not know shows its id. */
export function usePlanText(plan: string): PlanText {
  const { t } = useTranslation()
  if (!isPlanId(plan)) return { name: plan, hint: undefined }
  return { name: t(`common.plans.${plan}`), hint: t(`common.planHints.${plan}`) }
}
