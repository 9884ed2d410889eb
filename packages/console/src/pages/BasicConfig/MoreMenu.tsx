import { DownOutlined } from '@ant-design/icons'
import { billingStates, deleteSdkAppId, startSdkAppId, stopSdkAppId } from '@yanshu/protocol'
import type { AppItem, BillingState, PlanItem } from '@yanshu/protocol'
import { Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { useMissing } from '../../design/use-missing.ts'
import { DeleteAppDialog } from './DeleteAppDialog.tsx'
import { useAppStateChanges } from './use-app-state-changes.ts'

interface MoreMenuProps {
  readonly app: AppItem
  readonly plan: PlanItem | undefined
}

/** More ▼: disable, enable, delete, and what the root account says about the payment. */
export function MoreMenu({ app, plan }: MoreMenuProps) {
  const { t } = useTranslation()
  const session = useSession()
  const [deleting, setDeleting] = useState(false)
  const { askState, askBilling } = useAppStateChanges(app)
  const isDisabled = app.Status === 'disabled'
  const canDelete = app.Status !== 'enabled' && plan?.Paid === false
  const missing = useMissing(
    [isDisabled ? startSdkAppId : stopSdkAppId, deleteSdkAppId],
    app.SDKAppID,
  )
  const [missingState, missingDelete] = missing
  const billing = plan?.Paid === true && session.data?.isRoot === true
  const items: MenuProps['items'] = [
    ...(billing ? billingItems() : []),
    {
      key: isDisabled ? 'start' : 'stop',
      disabled: missingState !== undefined,
      label: withReason(t(isDisabled ? 'basic.more.enable' : 'basic.more.disable'), missingState),
      onClick: () => askState(isDisabled ? 'enableDialog' : 'disableDialog'),
    },
    {
      key: 'delete',
      danger: true,
      disabled: !canDelete || missingDelete !== undefined,
      label: withReason(t('basic.more.delete'), missingDelete ?? whyNoDelete()),
      onClick: () => setDeleting(true),
    },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button size="small" aria-haspopup="menu">
          {t('basic.more.title')} <DownOutlined className="ys-caret" aria-hidden />
        </Button>
      </Dropdown>
      <DeleteAppDialog app={app} open={deleting} onClose={() => setDeleting(false)} />
    </>
  )

  function billingItems(): Exclude<MenuProps['items'], undefined> {
    const others = billingStates.filter((state) => state !== app.Billing)
    const item = (state: BillingState) => ({
      key: state,
      label: t(`basic.billing.set.${state}`),
      onClick: () => askBilling(state),
    })
    return [...others.map(item), { type: 'divider', key: 'divider' }]
  }

  function whyNoDelete(): string | undefined {
    if (canDelete || !plan) return undefined
    return t(plan.Paid ? 'basic.more.deleteThroughSupport' : 'basic.more.deleteNeedsDisabled')
  }
}

/** What an entry does, with the reason where it cannot be done. */
function withReason(label: string, reason: string | undefined) {
  if (!reason) return label
  return (
    <>
      {label}
      <div className="ys-menu-reason">{reason}</div>
    </>
  )
}
