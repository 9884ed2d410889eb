import type { PushTaskItem } from '@yanshu/protocol'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { percentOf } from './push-form.ts'

/** The state of a push, a bar, and the numbers behind it. */
export function PushProgress({ task }: { task: PushTaskItem }) {
  const { t } = useTranslation()
  const { Status, Sent: sent, Targets: targets, Reached: reached } = task
  const percent = percentOf(task)
  const state = t(`push.status.${Status}`)
  return (
    <div className="ys-push__progress">
      <span className={`ys-push__state ys-push__state--${Status}`}>{state}</span>
      {percent !== undefined && (
        <Progress
          percent={percent}
          size="small"
          showInfo={Status === 'sending'}
          status={barStatus(Status)}
          aria-label={state}
        />
      )}
      <div className="ys-push__note">
        {Status === 'counting'
          ? t('push.progress.counting', { targets })
          : `${t('push.progress.sent', { sent, targets })} · ${t('push.progress.online', { reached })}`}
      </div>
      {Status === 'failed' && <div className="ys-push__note">{t('push.progress.failed')}</div>}
    </div>
  )
}

function barStatus(status: PushTaskItem['Status']) {
  if (status === 'sending') return 'active'
  return status === 'done' ? 'success' : 'exception'
}
