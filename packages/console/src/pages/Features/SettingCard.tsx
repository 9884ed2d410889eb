import { setConfInfo } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'

interface SettingCardProps {
  readonly title: string
  readonly value: ReactNode
  readonly hint?: ReactNode
  /** The oldest SDK that knows the setting. */
  readonly sdk?: string | undefined
  /** Why it cannot be changed now; the button is disabled then. */
  readonly locked?: ReactNode
  /** Set where the plan leaves the setting out: leads to the upgrade of this app. */
  readonly premiumFor?: AppItem | undefined
  readonly className?: string
  /** The dialog to change it. */
  readonly renderDialog: (open: boolean, close: () => void) => ReactNode
}

/** One setting with its value as it is, changed in a dialog. */
export function SettingCard(props: SettingCardProps) {
  const { t } = useTranslation()
  const { title, locked, premiumFor } = props
  const [editing, setEditing] = useState(false)
  return (
    <SettingsCard
      title={title}
      {...(props.className === undefined ? {} : { className: props.className })}
      actions={
        <Allowed action={setConfInfo}>
          <Button
            type="link"
            size="small"
            aria-label={t('features.editOf', { setting: title })}
            disabled={locked !== undefined || premiumFor !== undefined}
            onClick={() => setEditing(true)}
          >
            {t('common.edit')}
          </Button>
        </Allowed>
      }
    >
      <div className="ys-setting">
        <div className="ys-setting__value">{props.value}</div>
        {props.hint !== undefined && <p className="ys-quiet">{props.hint}</p>}
        {props.sdk !== undefined && (
          <p className="ys-quiet">{t('features.sdk', { versions: props.sdk })}</p>
        )}
        {locked !== undefined && <div className="ys-setting__locked">{locked}</div>}
        {premiumFor && <PremiumOnly app={premiumFor} feature={title} />}
      </div>
      {props.renderDialog(editing, () => setEditing(false))}
    </SettingsCard>
  )
}
