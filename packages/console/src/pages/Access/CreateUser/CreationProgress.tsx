import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'

export function CreationProgress({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <Progress percent={Math.floor((done / total) * 100)} size="small" />
      <div className="ys-quiet">{t('common.batch.progress', { done, total })}</div>
    </div>
  )
}
