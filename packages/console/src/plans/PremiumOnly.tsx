import type { AppItem } from '@yanshu/protocol'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UpgradeDialog } from './UpgradeDialog.tsx'

interface PremiumOnlyProps {
  readonly app: AppItem
  /** What the plan leaves out, for those who hear the link. */
  readonly feature: string
}

/** Beside a setting that the plan leaves out: says so, and leads to the upgrade. */
export function PremiumOnly({ app, feature }: PremiumOnlyProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <span className="ys-row">
      <Tag>{t('plans.premiumOnly')}</Tag>
      <Button
        type="link"
        size="small"
        className="ys-link-button"
        aria-haspopup="dialog"
        aria-label={t('plans.upgradeFor', { feature })}
        onClick={() => setOpen(true)}
      >
        {t('plans.upgradeLink')}
      </Button>
      <UpgradeDialog open={open} app={app} onClose={() => setOpen(false)} />
    </span>
  )
}
