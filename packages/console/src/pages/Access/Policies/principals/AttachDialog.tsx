import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from '../../../../design/use-toast.ts'
import { AttachResults } from './AttachResults.tsx'
import { PrincipalFields } from './PrincipalFields.tsx'
import type { Principal } from './principals.ts'
import { useAttach } from './use-attach.ts'

interface AttachDialogProps {
  readonly policyId: number
  readonly name: string
  readonly onClose: () => void
}

/** Attaches one policy to users and groups; tells row by row what did not work. */
export function AttachDialog({ policyId, name, onClose }: AttachDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [principals, setPrincipals] = useState<readonly Principal[]>([])
  const { rows, isRunning, attach } = useAttach()
  const start = async (targets: readonly Principal[]) => {
    if ((await attach(policyId, targets)) > 0) return
    toast(t('policies.attach.done'))
    onClose()
  }
  const hasStarted = rows.length > 0
  return (
    <Modal
      open
      title={t('policies.attach.title', { name })}
      okText={t('common.confirm')}
      cancelText={hasStarted ? t('common.close') : t('common.cancel')}
      okButtonProps={{
        disabled: principals.length === 0,
        loading: isRunning,
        // What failed is tried again by its own button.
        ...(hasStarted && { style: { display: 'none' } }),
      }}
      mask={{ closable: !isRunning }}
      onOk={() => void start(principals)}
      onCancel={onClose}
    >
      {hasStarted ? (
        <AttachResults rows={rows} isRunning={isRunning} onRetry={(again) => void start(again)} />
      ) : (
        <Form layout="vertical" component="div">
          <PrincipalFields value={principals} onChange={setPrincipals} />
        </Form>
      )}
    </Modal>
  )
}
