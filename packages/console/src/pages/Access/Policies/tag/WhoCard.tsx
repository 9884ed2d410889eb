import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { PrincipalFields } from '../principals/PrincipalFields.tsx'
import type { Principal } from '../principals/principals.ts'

interface WhoCardProps {
  readonly value: readonly Principal[]
  readonly onChange: (value: readonly Principal[]) => void
}

/** Who gets the policy as soon as it is there. */
export function WhoCard({ value, onChange }: WhoCardProps) {
  const { t } = useTranslation()
  return (
    <SettingsCard title={t('policies.tag.who')}>
      <Form layout="vertical" component="div" className="ys-page-form">
        <PrincipalFields value={value} onChange={onChange} />
      </Form>
    </SettingsCard>
  )
}
