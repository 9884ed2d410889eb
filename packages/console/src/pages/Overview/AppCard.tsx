import { InfoCircleOutlined } from '@ant-design/icons'
import type { AppItem } from '@yanshu/protocol'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AppTags } from '../../design/AppTags.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { formatDate } from '../../design/format.ts'
import { StatusBadge } from '../../design/StatusBadge.tsx'
import { PlanComparisonButton } from '../../plans/PlanComparisonButton.tsx'
import { PlanEnd } from '../../plans/PlanEnd.tsx'
import { usePlanText } from '../../plans/use-plan-text.ts'

/** One application; the whole card leads to its basic configuration, but for the actions on it. */
export function AppCard({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const plan = usePlanText(app.Plan)
  return (
    <article className="ys-app-card">
      <div className="ys-app-card__head">
        <h2>
          <Link to={`/apps/${app.SDKAppID}/basic`} title={app.AppName}>
            {app.AppName}
          </Link>
        </h2>
        <StatusBadge status={app.Status} />
      </div>
      <FieldList
        fields={[
          {
            label: t('common.sdkAppId'),
            value: <CopyText text={String(app.SDKAppID)} label={t('common.sdkAppId')} />,
          },
          {
            label: t('overview.card.plan'),
            value: (
              <span>
                {plan.name}
                {plan.hint !== undefined && (
                  <Tooltip title={plan.hint} trigger={['hover', 'focus']}>
                    <InfoCircleOutlined
                      className="ys-hint-icon"
                      tabIndex={0}
                      aria-label={t('overview.card.planHint')}
                    />
                  </Tooltip>
                )}
              </span>
            ),
          },
          {
            label: t('overview.card.created'),
            value: <span className="ys-digits">{formatDate(app.CreateTime)}</span>,
          },
          { label: t('overview.card.expires'), value: <PlanEnd app={app} /> },
          { label: t('overview.card.tags'), value: <AppTags tags={app.Tags} /> },
        ]}
      />
      <div className="ys-app-card__foot">
        <PlanComparisonButton app={app} />
      </div>
    </article>
  )
}
