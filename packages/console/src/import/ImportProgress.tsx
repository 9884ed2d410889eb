import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'

interface ImportProgressProps {
  readonly sent: number
  readonly total: number
  readonly onStop: () => void
}

export function ImportProgress({ sent, total, onStop }: ImportProgressProps) {
  const { t } = useTranslation()
  return (
    <div className="ys-stack" role="status">
      <Progress percent={Math.floor((sent / total) * 100)} status="active" />
      <div className="ys-quiet">{t('imports.sending', { done: sent, total })}</div>
      <div className="ys-dialog-footer">
        <Button onClick={onStop}>{t('imports.stop')}</Button>
      </div>
    </div>
  )
}
