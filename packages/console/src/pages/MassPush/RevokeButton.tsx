import { describePushTask, revokePushTask } from '@yanshu/protocol'
import type { PushTaskItem } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { useToast } from '../../design/use-toast.ts'

/** Stops a push after a question. */
export function RevokeButton({ task }: { task: PushTaskItem }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const appId = useAppId()
  const toast = useToast()
  const revoke = useActionMutation(revokePushTask, {
    refreshes: [describePushTask],
    onSuccess: () => toast(t('push.revoke.done')),
  })
  if (!task.Revocable) return <span className="ys-quiet">-</span>
  const ask = () =>
    modal.confirm({
      title: t('push.revoke.title'),
      content: t('push.revoke.text'),
      okText: t('push.revoke.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () =>
        revoke.mutateAsync({ SDKAppID: appId, TaskId: task.TaskId }).catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Allowed action={revokePushTask}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={t('push.revoke.actionOf', { text: task.Text.slice(0, 40) })}
          onClick={ask}
        >
          {t('push.revoke.action')}
        </Button>
      </Allowed>
    </span>
  )
}
