import { getPolicyVersion } from '@yanshu/protocol'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { Loaded } from '../../../../design/Loaded.tsx'
import { documentLines, numbered } from '../document-lines.ts'
import { lineDiff } from './line-diff.ts'

interface CompareDialogProps {
  readonly policyId: number
  /** The older one first. */
  readonly versions: readonly [number, number]
  readonly onClose: () => void
}

/** What changed from one version to another, line by line. */
export function CompareDialog({ policyId, versions, onClose }: CompareDialogProps) {
  const { t } = useTranslation()
  const [older, newer] = versions
  const before = useActionQuery(getPolicyVersion, { PolicyId: policyId, VersionId: older })
  const after = useActionQuery(getPolicyVersion, { PolicyId: policyId, VersionId: newer })
  return (
    <Modal
      open
      title={t('policies.versions.comparison', { older, newer })}
      width={760}
      footer={null}
      onCancel={onClose}
    >
      <Loaded query={before} rows={8}>
        {(old) => (
          <Loaded query={after} rows={8}>
            {(fresh) => (
              <Changes before={old.PolicyVersion.Document} after={fresh.PolicyVersion.Document} />
            )}
          </Loaded>
        )}
      </Loaded>
    </Modal>
  )
}

const marks = { same: ' ', added: '+', removed: '-' } as const

function Changes({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation()
  const lines = lineDiff(documentLines(before).lines, documentLines(after).lines)
  const isSame = lines.every(({ kind }) => kind === 'same')
  return (
    <>
      {isSame && <p className="ys-dialog-hint">{t('policies.versions.same')}</p>}
      <div className="ys-document">
        <div
          className="ys-document__lines"
          role="group"
          aria-label={t('policies.versions.changes')}
          tabIndex={0}
        >
          {lines.map(numbered).map(({ line: { kind, text }, at }) => (
            <div key={at} className={`is-${kind}`}>
              <span>{marks[kind]}</span>
              <code>{text}</code>
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
