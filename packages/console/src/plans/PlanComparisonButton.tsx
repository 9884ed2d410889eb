import type { AppItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UpgradeDialog } from './UpgradeDialog.tsx'

/** 查看可升级项: opens the comparison of an application's plan with the others. */
export function PlanComparisonButton({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type="link"
        size="small"
        className="ys-link-button"
        aria-haspopup="dialog"
        aria-label={t('plans.viewOf', { name: app.AppName })}
        onClick={() => setOpen(true)}
      >
        {t('plans.view')}
      </Button>
      <UpgradeDialog open={open} app={app} onClose={() => setOpen(false)} />
    </>
  )
}
