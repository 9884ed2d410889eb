import { useTranslation } from 'react-i18next'
import { enUS } from '../i18n/en-US/index.ts'

type KnownPlan = keyof (typeof enUS)['common']['plans']

interface PlanText {
  readonly name: string
  readonly hint: string | undefined
}

/** Name and explanation of a plan; a plan this console does not know shows its id. */
export function usePlanText(plan: string): PlanText {
  const { t } = useTranslation()
  if (!isKnownPlan(plan)) return { name: plan, hint: undefined }
  return { name: t(`common.plans.${plan}`), hint: t(`common.planHints.${plan}`) }
}

function isKnownPlan(plan: string): plan is KnownPlan {
  return Object.hasOwn(enUS.common.plans, plan)
}
