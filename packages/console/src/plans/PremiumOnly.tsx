import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { PlanComparisonButton } from './PlanComparisonButton.tsx'

/** Beside a setting that the plan leaves out: says so, and leads to what the other plans have (C-005). */
export function PremiumOnly({ plan, appName }: { plan: string; appName: string }) {
  const { t } = useTranslation()
  return (
    <span className="ys-row">
      <Tag>{t('plans.premiumOnly')}</Tag>
      <PlanComparisonButton plan={plan} appName={appName} />
    </span>
  )
}
