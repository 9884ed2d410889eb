import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ImportChoice } from './ImportChoice.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportReport } from './ImportReport.tsx'
import { useImport } from './use-import.ts'

/** Choose a file, look at what it holds, send it, see what failed: one step after the other. */
export function ImportAccountsDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { step, choose, start, stop, restart } = useImport(appId)
  const isSending = step.kind === 'sending'
  return (
    <Modal
      open
      title={t('accounts.import.title')}
      footer={null}
      width={720}
      closable={!isSending}
      keyboard={!isSending}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {step.kind === 'choose' && <ImportChoice fault={step.fault} onChoose={choose} />}
      {step.kind === 'preview' && (
        <ImportPreview rows={step.rows} onStart={start} onRestart={restart} />
      )}
      {isSending && <ImportProgress sent={step.sent} total={step.total} onStop={stop} />}
      {step.kind === 'done' && (
        <ImportReport outcome={step.outcome} onRestart={restart} onClose={onClose} />
      )}
    </Modal>
  )
}
