import { ReloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isDenied } from '../api/api-failure.ts'
import { failureText } from '../api/failure-text.ts'
import { PermissionBox } from './PermissionBox.tsx'

interface LoadFailureProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** A part of a page that could not be loaded: why, and another try. */
export function LoadFailure({ error, onRetry }: LoadFailureProps) {
  const { t } = useTranslation()
  if (isDenied(error)) return <PermissionBox failure={error} />
  const { title, detail, requestId } = failureText(error, t)
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={
        <>
          {detail !== undefined && <div>{detail}</div>}
          {requestId !== undefined && (
            <div className="ys-quiet">
              {t('errors.requestId')} <span className="ys-mono">{requestId}</span>
            </div>
          )}
        </>
      }
      action={
        <Button size="small" icon={<ReloadOutlined />} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    />
  )
}
