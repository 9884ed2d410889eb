import type { AppItem } from '@yanshu/protocol'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../design/format.ts'
import { planPeriod } from './plan-period.ts'

/** When the plan of an application ends; marked when that is near, and explained once it is past. */
export function PlanEnd({ app }: { app: Pick<AppItem, 'Status' | 'ExpireTime'> }) {
  const { t } = useTranslation()
  const period = planPeriod(app)
  const date = <span className="ys-digits">{formatDate(app.ExpireTime)}</span>
  switch (period.kind) {
    case 'ending':
      return (
        <span className="ys-plan-end">
          {date}
          <Tag color="warning" className="ys-plan-end__soon">
            {t('plans.daysLeft', { days: period.daysLeft })}
          </Tag>
        </span>
      )
    case 'ended':
      return (
        <>
          <span className="ys-plan-end">
            {date}
            <Tag color="error">{t('plans.ended')}</Tag>
          </span>
          <div className="ys-bad">{t('plans.endedMeaning')}</div>
        </>
      )
    default:
      return date
  }
}
