import type { AppItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../design/format.ts'

/** Whether a paid plan is paid for, and when its application stops where it is not. */
export function BillingText({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  if (app.Billing === 'current') return t('basic.billing.states.current')
  return (
    <>
      <span className="ys-bad">{t(`basic.billing.states.${app.Billing}`)}</span>
      {app.Status === 'arrears' && app.StopTime !== null && (
        <div className="ys-quiet">
          {t('basic.billing.stopped', { time: formatDateTime(app.StopTime) })}
        </div>
      )}
    </>
  )
}
