import {
  getUserPermissionBoundary,
  listPolicies,
  putUserPermissionsBoundary,
} from '@yanshu/protocol'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import type { PickedPolicy } from '../PolicyPicker.tsx'
import { PolicyPicker } from '../PolicyPicker.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

interface BoundaryDialogProps {
  readonly user: UserDetails
  readonly onClose: () => void
}

/** Picks the one policy that caps the others. */
export function BoundaryDialog({ user, onClose }: BoundaryDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [picked, setPicked] = useState<readonly PickedPolicy[]>([])
  const put = useActionMutation(putUserPermissionsBoundary, {
    refreshes: [getUserPermissionBoundary, listPolicies],
    onSuccess: () => {
      toast(t('users.boundary.done'))
      onClose()
    },
  })
  const [policy] = picked
  return (
    <Modal
      open
      title={t('users.boundary.set')}
      width={960}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: policy === undefined, loading: put.isPending }}
      onOk={() => policy && put.mutate({ TargetUin: user.Uin, PolicyId: policy.PolicyId })}
      onCancel={onClose}
    >
      <p className="ys-dialog-hint">{t('users.boundary.pickHint')}</p>
      {/* There is one boundary: what is ticked last replaces what was ticked before. */}
      <PolicyPicker picked={picked} onPick={(policies) => setPicked(policies.slice(-1))} />
    </Modal>
  )
}
