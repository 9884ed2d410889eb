import { getPolicyVersion } from '@yanshu/protocol'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { Loaded } from '../../../../design/Loaded.tsx'
import { DocumentView } from '../DocumentView.tsx'

interface VersionDialogProps {
  readonly policyId: number
  readonly version: number
  readonly onClose: () => void
}

/** The document of one version. */
export function VersionDialog({ policyId, version, onClose }: VersionDialogProps) {
  const { t } = useTranslation()
  const title = t('policies.versions.name', { version })
  const read = useActionQuery(getPolicyVersion, { PolicyId: policyId, VersionId: version })
  return (
    <Modal open title={title} width={720} footer={null} onCancel={onClose}>
      <Loaded query={read} rows={8}>
        {({ PolicyVersion }) => <DocumentView text={PolicyVersion.Document} label={title} />}
      </Loaded>
    </Modal>
  )
}
