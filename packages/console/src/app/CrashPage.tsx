import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

/** Shown where a page failed to draw, or where its file is gone after an upgrade of the server. */
export function CrashPage() {
  const { t } = useTranslation()
  const error = useRouteError()
  return (
    <Result
      status="warning"
      title={t('common.crash.title')}
      subTitle={error instanceof Error ? error.message : String(error)}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('common.crash.reload')}
        </Button>
      }
    />
  )
}
