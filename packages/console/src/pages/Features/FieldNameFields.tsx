import { customFieldTypes, customKey } from '@yanshu/protocol'
import type { CustomFieldType } from '@yanshu/protocol'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

/** What names a new custom field. */
export interface NewField {
  readonly Key: string
  readonly Type: CustomFieldType
}

const MOST_LETTERS = 8

/** Name and type of a new field; both are final. */
export function FieldNameFields({ prefix }: { prefix: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="Key"
        label={t('features.fields.name')}
        required
        rules={[
          {
            validator: (_, value: unknown) =>
              customKey.safeParse(value).success
                ? Promise.resolve()
                : Promise.reject(new Error(t('features.fields.badName'))),
          },
        ]}
      >
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_LETTERS}
          placeholder={t('features.fields.badName')}
          prefix={<span className="ys-quiet ys-mono">{prefix}</span>}
        />
      </Form.Item>
      <Form.Item name="Type" label={t('features.fields.type')}>
        <Select
          options={customFieldTypes.map((value) => ({
            value,
            label: t(`features.fields.types.${value}`),
          }))}
        />
      </Form.Item>
    </>
  )
}
