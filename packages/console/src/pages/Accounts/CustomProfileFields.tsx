import { PROFILE_PREFIX } from '@yanshu/protocol'
import type { UserField } from '@yanshu/protocol'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { bytesUpTo, safeWholeNumber } from '../../design/form-rules.ts'

const MOST_BYTES = 500

/** The application's own fields of a profile, as far as administrators may read and write them. */
export function CustomProfileFields({ fields }: { fields: readonly UserField[] }) {
  const { t } = useTranslation()
  if (fields.length === 0) return undefined
  return (
    <>
      <h3 className="ys-form-columns__wide ys-form-heading">{t('accounts.edit.customFields')}</h3>
      {fields.map((field) => (
        <CustomField key={field.Key} field={field} />
      ))}
    </>
  )
}

function CustomField({ field: { Key, Type, AdminRead, AdminWrite } }: { field: UserField }) {
  const { t } = useTranslation()
  const isNumber = Type === 'uint64'
  return (
    <Form.Item
      name={['Custom', Key]}
      label={<span className="ys-mono">{PROFILE_PREFIX + Key}</span>}
      rules={[isNumber ? safeWholeNumber(t) : bytesUpTo(MOST_BYTES, t)]}
      {...(AdminWrite ? {} : { extra: t('accounts.edit.readOnly') })}
      {...(AdminRead ? {} : { extra: t('accounts.edit.writeOnly') })}
    >
      <Input
        autoComplete="off"
        disabled={!AdminWrite}
        {...(isNumber ? { inputMode: 'numeric' as const } : {})}
      />
    </Form.Item>
  )
}
