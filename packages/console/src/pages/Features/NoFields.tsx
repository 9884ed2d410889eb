import type { CloudAction } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'

interface NoFieldsProps {
  readonly hint: string
  /** What adds a field. */
  readonly action: CloudAction
  readonly onAdd: () => void
}

export function NoFields({ hint, action, onAdd }: NoFieldsProps) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('features.fields.empty')} hint={hint}>
      <Allowed action={action}>
        <Button onClick={onAdd}>{t('features.fields.addFirst')}</Button>
      </Allowed>
    </EmptyState>
  )
}
