import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlanComparisonDialog } from './PlanComparisonDialog.tsx'

/** 查看可升级项: opens the comparison of an application's plan with the others (C-013). */
export function PlanComparisonButton({ plan, appName }: { plan: string; appName: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type="link"
        size="small"
        className="ys-link-button"
        aria-haspopup="dialog"
        aria-label={t('plans.viewOf', { name: appName })}
        onClick={() => setOpen(true)}
      >
        {t('plans.view')}
      </Button>
      <PlanComparisonDialog open={open} plan={plan} onClose={() => setOpen(false)} />
    </>
  )
}
