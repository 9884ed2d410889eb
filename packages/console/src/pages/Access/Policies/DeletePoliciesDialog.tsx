import { deletePolicy, listEntitiesForPolicy, listPolicies } from '@yanshu/protocol'
import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { NameList } from '../../../batch/NameList.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { AttachedNames } from './AttachedNames.tsx'

interface Deletable {
  readonly PolicyId: number
  readonly PolicyName: string
}

interface DeletePoliciesDialogProps {
  readonly policies: readonly Deletable[]
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Asks before policies go, and says who has them. */
export function DeletePoliciesDialog({ policies, onClose, onDeleted }: DeletePoliciesDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const remove = useActionMutation(deletePolicy, {
    refreshes: [listPolicies, listEntitiesForPolicy],
    onSuccess: () => {
      toast(t('policies.delete.done', { total: policies.length }))
      onDeleted()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('policies.delete.title')}
      okText={t('common.delete')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() => remove.mutate({ PolicyId: policies.map(({ PolicyId }) => PolicyId) })}
      onCancel={onClose}
    >
      <Alert
        type="warning"
        showIcon
        className="ys-gap-below"
        title={t('policies.delete.warning')}
      />
      <NameList names={policies.map(({ PolicyName }) => PolicyName)} />
      {policies.map((policy) => (
        <AttachedNames key={policy.PolicyId} policy={policy} />
      ))}
    </Modal>
  )
}
