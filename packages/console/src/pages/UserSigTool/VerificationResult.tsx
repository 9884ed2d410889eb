import type { verifySecretUserSig } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../api/action-types.ts'
import { FieldList } from '../../design/FieldList.tsx'
import { formatDateTime, formatValidity } from '../../design/format.ts'

type Verification = ActionResult<typeof verifySecretUserSig>

/** Good or not; if not why, what to do, and what is signed as far as it could be read. */
export function VerificationResult({ result }: { result: Verification }) {
  const { t } = useTranslation()
  return (
    <section className="ys-stack" aria-live="polite">
      {result.Valid ? (
        <Alert type="success" showIcon title={t('usersig.verify.good')} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={t('usersig.verify.bad')}
          description={<FaultText result={result} />}
        />
      )}
      {result.Signed && <SignedFields signed={result.Signed} />}
    </section>
  )
}

function FaultText({ result: { Fault, Code } }: { result: Verification }) {
  const { t } = useTranslation()
  const explained =
    Fault === undefined
      ? []
      : [
          { label: t('usersig.verify.reason'), value: t(`usersig.faults.${Fault}.reason`) },
          { label: t('usersig.verify.solution'), value: t(`usersig.faults.${Fault}.solution`) },
        ]
  return (
    <FieldList fields={[...explained, { label: t('usersig.verify.code'), value: String(Code) }]} />
  )
}

function SignedFields({ signed }: { signed: NonNullable<Verification['Signed']> }) {
  const { t } = useTranslation()
  return (
    <div
      className="ys-output ys-output--fields"
      role="group"
      aria-label={t('usersig.verify.signed')}
    >
      <FieldList
        fields={[
          { label: t('common.sdkAppId'), value: String(signed.SDKAppID) },
          { label: t('usersig.userId'), value: signed.UserID },
          { label: t('usersig.verify.issued'), value: formatDateTime(signed.IssueTime) },
          { label: t('usersig.verify.validity'), value: formatValidity(signed.ExpireSeconds) },
          { label: t('usersig.verify.expires'), value: formatDateTime(signed.ExpireTime) },
        ]}
      />
    </div>
  )
}
