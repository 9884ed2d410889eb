import type { FieldRights } from '@yanshu/protocol'
import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { fieldRightNames, missingRight } from './field-rights.ts'

/** The four rights of a field; says which kind is missing. */
export function RightsFields() {
  const { t } = useTranslation()
  const rights = Form.useWatch<Partial<FieldRights> | undefined>([])
  // Before the form is there nothing can be missing.
  const missing = rights?.AppRead === undefined ? undefined : missingRight(rights)
  return (
    <div className="ys-rights">
      {fieldRightNames.map((name) => (
        <Form.Item key={name} name={name} label={t(`features.fields.rights.${name}`)}>
          <Radio.Group
            aria-label={t(`features.fields.rights.${name}`)}
            options={[
              { value: true, label: t('features.fields.allow') },
              { value: false, label: t('features.fields.forbid') },
            ]}
          />
        </Form.Item>
      ))}
      {missing && (
        <Alert
          type="error"
          showIcon
          className="ys-rights__missing"
          title={t(`features.fields.missing.${missing}`)}
        />
      )}
    </div>
  )
}
