import {
  describeGroup,
  describeGroupList,
  describeGroupMembers,
  modifyGroupAction,
} from '@yanshu/protocol'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useToast } from '../../design/use-toast.ts'

interface TransferDialogProps {
  readonly appId: number
  readonly groupId: string
  readonly userId: string
  readonly onClose: () => void
}

/** Makes a member the owner. */
export function TransferDialog({ appId, groupId, userId, onClose }: TransferDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const transfer = useActionMutation(modifyGroupAction, {
    refreshes: [describeGroup, describeGroupList, describeGroupMembers],
    onSuccess: () => {
      toast(t('groups.members.transferDialog.done', { userId }))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('groups.members.transferDialog.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={transfer.isPending}
      onOk={() => transfer.mutate({ SDKAppID: appId, GroupId: groupId, OwnerUserID: userId })}
      onCancel={onClose}
    >
      {t('groups.members.transferDialog.question', { userId })}
    </Modal>
  )
}
