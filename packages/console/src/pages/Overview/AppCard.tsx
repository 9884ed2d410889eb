import { InfoCircleOutlined } from '@ant-design/icons'
import type { AppItem } from '@yanshu/protocol'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AppTags } from '../../design/AppTags.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { formatDate } from '../../design/format.ts'
import { usePlanText } from '../../design/use-plan-text.ts'
import { StatusBadge } from '../../design/StatusBadge.tsx'

/** One application; the whole card leads to its basic configuration. */
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
                  <Tooltip title={plan.hint}>
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
          { label: t('overview.card.created'), value: formatDate(app.CreateTime) },
          { label: t('overview.card.expires'), value: formatDate(app.ExpireTime) },
          { label: t('overview.card.tags'), value: <AppTags tags={app.Tags} /> },
        ]}
      />
    </article>
  )
}
