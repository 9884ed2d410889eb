import { describePlans, updatePostPayPackage } from '@yanshu/protocol'
import type { describeAppAndAccountInfo, PlanItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../api/action-types.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { StatusBadge } from '../../design/StatusBadge.tsx'
import { PlanEnd } from '../../plans/PlanEnd.tsx'
import { UpgradeDialog } from '../../plans/UpgradeDialog.tsx'
import { usePlanText } from '../../plans/use-plan-text.ts'
import { BillingText } from './BillingText.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { PlanTrouble } from './PlanTrouble.tsx'

export type AppDetails = ActionResult<typeof describeAppAndAccountInfo>

/** 应用套餐包: the plan of the application, how far it has run and whether it is paid for. */
export function PlanCard({ app }: { app: AppDetails }) {
  const { t } = useTranslation()
  const [upgrading, setUpgrading] = useState(false)
  const plans = useActionQuery(describePlans, {})
  const plan = plans.data?.Plans.find(({ Id }) => Id === app.Plan)
  const upgrade = () => setUpgrading(true)
  return (
    <SettingsCard
      title={t('basic.plan.title')}
      actions={
        <span className="ys-row">
          <Allowed action={updatePostPayPackage}>
            <Button type="primary" size="small" aria-haspopup="dialog" onClick={upgrade}>
              {t('plans.upgrade')}
            </Button>
          </Allowed>
          <MoreMenu app={app} plan={plan} />
        </span>
      }
    >
      <PlanTrouble app={app} plan={plan} onRenew={upgrade} />
      <PlanFields app={app} plan={plan} />
      <UpgradeDialog open={upgrading} app={app} onClose={() => setUpgrading(false)} />
    </SettingsCard>
  )
}

function PlanFields({ app, plan }: { app: AppDetails; plan: PlanItem | undefined }) {
  const { t } = useTranslation()
  const { name, hint } = usePlanText(app.Plan)
  return (
    <FieldList
      fields={[
        { label: t('basic.plan.status'), value: <StatusBadge status={app.Status} /> },
        {
          label: t('basic.plan.plan'),
          value: (
            <>
              {name}
              {hint !== undefined && <div className="ys-quiet">{hint}</div>}
            </>
          ),
        },
        { label: t('basic.plan.expires'), value: <PlanEnd app={app} /> },
        ...(plan?.Paid
          ? [{ label: t('basic.plan.billing'), value: <BillingText app={app} /> }]
          : []),
        {
          label: t('basic.plan.accounts'),
          value: t('basic.plan.accountsValue', {
            total: app.AccountCount,
            administrators: app.AdministratorCount,
          }),
        },
      ]}
    />
  )
}
