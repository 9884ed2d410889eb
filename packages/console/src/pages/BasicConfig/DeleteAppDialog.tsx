import { deleteSdkAppId, describeIMAppList } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { ConfirmByName } from '../../design/ConfirmByName.tsx'
import { useToast } from '../../design/use-toast.ts'

interface DeleteAppDialogProps {
  readonly app: AppItem
  readonly open: boolean
  readonly onClose: () => void
}

/** Deletes an application for good, once its name was typed. */
export function DeleteAppDialog({ app, open, onClose }: DeleteAppDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useActionMutation(deleteSdkAppId, {
    refreshes: [describeIMAppList],
    onSuccess: () => {
      toast(t('basic.deleteDialog.done'))
      void navigate('/', { replace: true })
    },
  })
  return (
    <ConfirmByName
      open={open}
      title={t('basic.deleteDialog.title')}
      warning={t('basic.deleteDialog.warning')}
      name={app.AppName}
      confirmText={t('common.delete')}
      confirming={remove.isPending}
      onConfirm={() => remove.mutate({ SDKAppID: app.SDKAppID })}
      onCancel={onClose}
    />
  )
}
