import { deleteAccessKey, listAccessKeys } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import type { KeyOwner } from './KeysPanel.tsx'

interface KeyActionsProps {
  readonly owner: KeyOwner
  readonly secretId: string
}

export function KeyActions({ owner, secretId }: KeyActionsProps) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const remove = useActionMutation(deleteAccessKey, {
    refreshes: [listAccessKeys],
    onSuccess: () => toast(t('access.keys.delete.done')),
  })
  const nameOf = (action: string) => t('common.rowAction', { action, what: secretId })
  const askDelete = () =>
    modal.confirm({
      title: t('access.keys.delete.title'),
      content: t('access.keys.delete.text', { secretId }),
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () =>
        remove
          .mutateAsync({ AccessKeyId: secretId, TargetUin: Number(owner.uin) })
          .catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Button
        type="link"
        size="small"
        danger
        aria-label={nameOf(t('common.delete'))}
        onClick={askDelete}
      >
        {t('common.delete')}
      </Button>
    </span>
  )
}
