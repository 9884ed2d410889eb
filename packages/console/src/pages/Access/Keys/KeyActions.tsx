import { deleteAccessKey, listAccessKeys, updateAccessKey } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { userResource } from '../access-resources.ts'
import type { KeyOwner } from './KeysPanel.tsx'
import type { KeyItem } from './use-key-columns.tsx'

interface KeyActionsProps {
  readonly owner: KeyOwner
  readonly item: KeyItem
}

/** Switch a key off and on, and delete it; what stops programs asks first. */
export function KeyActions({ owner, item }: KeyActionsProps) {
  const { t } = useTranslation()
  const { askDisable, enable, askDelete } = useKeyChanges(owner, item.AccessKeyId)
  const nameOf = (action: string) => t('common.rowAction', { action, what: item.AccessKeyId })
  const isActive = item.Status === 'Active'
  const switching = t(isActive ? 'access.disable' : 'access.enable')
  return (
    <span className="ys-row-actions">
      <Allowed action={updateAccessKey} resource={userResource(owner.uin)}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(switching)}
          onClick={isActive ? askDisable : enable}
        >
          {switching}
        </Button>
      </Allowed>
      <Allowed action={deleteAccessKey} resource={userResource(owner.uin)}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={nameOf(t('common.delete'))}
          onClick={askDelete}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}

function useKeyChanges(owner: KeyOwner, secretId: string) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const key = { AccessKeyId: secretId, TargetUin: Number(owner.uin) }
  const change = useActionMutation(updateAccessKey, {
    refreshes: [listAccessKeys],
    onSuccess: (_, { Status }) =>
      toast(t(Status === 'Active' ? 'access.keys.enabled' : 'access.keys.disable.done')),
  })
  const remove = useActionMutation(deleteAccessKey, {
    refreshes: [listAccessKeys],
    onSuccess: () => toast(t('access.keys.delete.done')),
  })
  const ask = (what: 'disable' | 'delete', okText: string, act: () => Promise<unknown>) =>
    modal.confirm({
      title: t(`access.keys.${what}.title`),
      content: t(`access.keys.${what}.text`, { secretId }),
      okText,
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => act().catch(() => undefined),
    })
  return {
    enable: () => change.mutate({ ...key, Status: 'Active' }),
    askDisable: () =>
      void ask('disable', t('access.disable'), () =>
        change.mutateAsync({ ...key, Status: 'Inactive' }),
      ),
    askDelete: () => void ask('delete', t('common.delete'), () => remove.mutateAsync(key)),
  }
}
