import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ApiFailure } from '../api/api-failure.ts'
import { readDenial } from '../api/denial.ts'

interface PermissionBoxProps {
  readonly failure: ApiFailure
  /** Without the frame and the headline, where a dialog already has both. */
  readonly bare?: boolean
}

/** Tells which permission is missing, in the words an administrator needs to grant it. */
export function PermissionBox({ failure, bare = false }: PermissionBoxProps) {
  const { t } = useTranslation()
  const {
    operation = '-',
    resource = '-',
    requestId = '-',
  } = readDenial(failure.message, failure.requestId)
  // These lines stay in English in every language: they are what one searches for and hands on.
  const details = (
    <>
      <div>{t('errors.denied.details')}</div>
      <ol className="ys-denial">
        <li>you are not authorized to perform operation ({operation})</li>
        <li>resource ({resource}) has no permission</li>
        <li>[request id: {requestId}]</li>
      </ol>
    </>
  )
  if (bare) return details
  return <Alert type="error" showIcon title={t('errors.denied.title')} description={details} />
}
