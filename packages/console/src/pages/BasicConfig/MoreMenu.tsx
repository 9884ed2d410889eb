import { DownOutlined } from '@ant-design/icons'
import { billingStates } from '@yanshu/protocol'
import type { AppItem, BillingState, PlanItem } from '@yanshu/protocol'
import { Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { DeleteAppDialog } from './DeleteAppDialog.tsx'
import { useAppStateChanges } from './use-app-state-changes.ts'

interface MoreMenuProps {
  readonly app: AppItem
  readonly plan: PlanItem | undefined
}

/** More ▼: disable, enable, delete, and what the root account says about the payment (C-026). */
export function MoreMenu({ app, plan }: MoreMenuProps) {
  const { t } = useTranslation()
  const session = useSession()
  const [deleting, setDeleting] = useState(false)
  const { askState, askBilling } = useAppStateChanges(app)
  const isDisabled = app.Status === 'disabled'
  const mayDelete = app.Status !== 'enabled' && plan?.Paid === false
  const billing = plan?.Paid === true && session.data?.isRoot === true
  const items: MenuProps['items'] = [
    ...(billing ? billingItems() : []),
    isDisabled
      ? { key: 'start', label: t('basic.more.enable'), onClick: () => askState('enableDialog') }
      : { key: 'stop', label: t('basic.more.disable'), onClick: () => askState('disableDialog') },
    {
      key: 'delete',
      danger: true,
      disabled: !mayDelete,
      label: deleteLabel(),
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

  /** With the reason where it cannot be done. */
  function deleteLabel() {
    if (mayDelete || !plan) return t('basic.more.delete')
    const reason = plan.Paid ? 'basic.more.deleteThroughSupport' : 'basic.more.deleteNeedsDisabled'
    return (
      <>
        {t('basic.more.delete')}
        <div className="ys-menu-reason">{t(reason)}</div>
      </>
    )
  }
}
