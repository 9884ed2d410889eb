import type { describeAppAndAccountInfo } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../api/action-types.ts'
import { AppTags } from '../../design/AppTags.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { StatusBadge } from '../../design/StatusBadge.tsx'
import { PlanComparisonButton } from '../../plans/PlanComparisonButton.tsx'
import { PlanEnd } from '../../plans/PlanEnd.tsx'
import { usePlanText } from '../../plans/use-plan-text.ts'
import { AppStateActions } from './AppStateActions.tsx'

export type AppDetails = ActionResult<typeof describeAppAndAccountInfo>

/** Whether the application runs, on which plan and how far it is used. */
export function AppStateCard({ app }: { app: AppDetails }) {
  const { t } = useTranslation()
  const plan = usePlanText(app.Plan)
  return (
    <SettingsCard title={t('basic.state.title')}>
      <FieldList
        fields={[
          {
            label: t('basic.state.status'),
            value: (
              <span className="ys-row">
                <StatusBadge status={app.Status} />
                <AppStateActions app={app} />
              </span>
            ),
          },
          {
            label: t('basic.state.plan'),
            value: (
              <>
                <span className="ys-row">
                  {plan.name}
                  <PlanComparisonButton plan={app.Plan} appName={app.AppName} />
                </span>
                {plan.hint !== undefined && <div className="ys-quiet">{plan.hint}</div>}
              </>
            ),
          },
          { label: t('basic.state.expires'), value: <PlanEnd app={app} /> },
          {
            label: t('basic.state.accounts'),
            value: t('basic.state.accountsValue', {
              total: app.AccountCount,
              administrators: app.AdministratorCount,
            }),
          },
          { label: t('basic.state.tags'), value: <AppTags tags={app.Tags} /> },
        ]}
      />
    </SettingsCard>
  )
}
