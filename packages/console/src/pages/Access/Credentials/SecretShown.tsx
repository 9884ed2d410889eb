import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../../design/CopyText.tsx'
import type { Field } from '../../../design/FieldList.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import type { Credentials } from './credentials-csv.ts'

/** What is shown this one time, with copy buttons. */
export function SecretShown({ credentials }: { credentials: Credentials }) {
  const { t } = useTranslation()
  const { password, secretId, secretKey } = credentials
  return (
    <div className="ys-stack">
      <Alert type="warning" showIcon title={t('access.credentials.once')} />
      <FieldList
        fields={[
          ...secretField(t('access.credentials.password'), password),
          ...secretField('SecretId', secretId),
          ...secretField('SecretKey', secretKey),
        ]}
      />
    </div>
  )
}

function secretField(label: string, text: string | undefined): readonly Field[] {
  return text === undefined ? [] : [{ label, value: <CopyText text={text} label={label} /> }]
}
