import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiFailure } from '../api/api-failure.ts'
import { denialLines, readDenial } from '../api/denial.ts'
import { CopyButton } from './CopyButton.tsx'
import { PermissionGuide } from './PermissionGuide.tsx'

interface PermissionBoxProps {
  readonly failure: ApiFailure
  /** Without the frame and the headline, where a dialog already has both. */
  readonly bare?: boolean
}

/** Tells which permission is missing, in the words an administrator needs to grant it. */
export function PermissionBox({ failure, bare = false }: PermissionBoxProps) {
  const { t } = useTranslation()
  const [helping, setHelping] = useState(false)
  const denial = readDenial(failure.message, failure.requestId)
  const lines = denialLines(denial)
  const details = (
    <>
      <Button
        type="link"
        size="small"
        className="ys-link-button ys-denial-help"
        aria-haspopup="dialog"
        onClick={() => setHelping(true)}
      >
        {t('errors.denied.help')}
      </Button>
      <div>{t('errors.denied.details')}</div>
      <ol className="ys-denial">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <CopyButton text={lines.join('\n')} label={t('errors.denied.lines')} type="default">
        {t('errors.denied.copy')}
      </CopyButton>
      <PermissionGuide open={helping} denial={denial} onClose={() => setHelping(false)} />
    </>
  )
  if (bare) return details
  return <Alert type="error" showIcon title={t('errors.denied.title')} description={details} />
}
