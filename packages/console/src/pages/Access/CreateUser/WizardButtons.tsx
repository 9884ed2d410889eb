import { addUser } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'

interface WizardButtonsProps {
  readonly onBack?: () => void
  /** Without it the button submits the form it stands in. */
  readonly onNext?: () => void
  readonly nextText?: string
}

/** Below each step: back and on. */
export function WizardButtons({ onBack, onNext, nextText }: WizardButtonsProps) {
  const { t } = useTranslation()
  return (
    <div className="ys-wizard__buttons">
      {onBack && <Button onClick={onBack}>{t('access.back')}</Button>}
      <Allowed action={addUser}>
        <Button
          type="primary"
          htmlType={onNext ? 'button' : 'submit'}
          {...(onNext && { onClick: onNext })}
        >
          {nextText ?? t('access.next')}
        </Button>
      </Allowed>
    </div>
  )
}
