import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'

export function NoFields({ hint, onAdd }: { hint: string; onAdd: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('features.fields.empty')} hint={hint}>
      <Button onClick={onAdd}>{t('features.fields.addFirst')}</Button>
    </EmptyState>
  )
}
