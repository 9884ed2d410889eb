import { Form, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { maskSecret } from '../../design/format.ts'

/** The key of the application with its middle hidden, to tell it from another (C-213). */
export function MaskedKey({ secret }: { secret: string }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Form.Item label={t('usersig.key')} htmlFor={id}>
      <Input id={id} className="ys-mono" value={maskSecret(secret)} readOnly variant="filled" />
    </Form.Item>
  )
}
