import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { bytesUpTo } from '../../../design/form-rules.ts'
import { MOST_AT_ONCE } from './draft.ts'
import type { NewUser } from './draft.ts'

const REMARK_BYTES = 300

/** A line of fields for each user that is to be created. */
export function NewUserRows() {
  const { t } = useTranslation()
  return (
    <Form.Item label={t('users.create.info')} required>
      <Form.List name="users">
        {(fields, { add, remove }) => (
          <>
            <div className="ys-new-users ys-quiet" aria-hidden>
              <span>{t('users.fields.name')}</span>
              <span>{t('users.fields.remark')}</span>
              <span>{t('users.fields.phone')}</span>
              <span>{t('users.fields.email')}</span>
            </div>
            {fields.map(({ key, name }, at) => (
              <NewUserRow
                key={key}
                name={name}
                number={at + 1}
                {...(fields.length > 1 && { onRemove: () => remove(name) })}
              />
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              disabled={fields.length >= MOST_AT_ONCE}
              onClick={() => add({ name: '' })}
            >
              {t('users.create.addRow', { most: MOST_AT_ONCE })}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}

interface NewUserRowProps {
  readonly name: number
  readonly number: number
  readonly onRemove?: () => void
}

function NewUserRow({ name, number, onRemove }: NewUserRowProps) {
  const { t } = useTranslation()
  const label = (field: 'name' | 'remark' | 'phone' | 'email') =>
    t('users.create.cell', { field: t(`users.fields.${field}`), number })
  return (
    <div className="ys-new-users">
      <Form.Item
        name={[name, 'name']}
        rules={[
          { required: true, whitespace: true, message: t('common.rules.required') },
          { pattern: /^[\w+=,.@-]{1,64}$/, message: t('users.rules.name') },
          (form) => notTwice(form, name, t('users.rules.twice')),
        ]}
      >
        <Input autoComplete="off" aria-label={label('name')} maxLength={64} />
      </Form.Item>
      <Form.Item name={[name, 'remark']} rules={[bytesUpTo(REMARK_BYTES, t)]}>
        <Input autoComplete="off" aria-label={label('remark')} placeholder={t('common.optional')} />
      </Form.Item>
      <Form.Item
        name={[name, 'phone']}
        rules={[{ pattern: /^(\+\d{1,4}[ -])?\d{4,20}$/, message: t('users.rules.phoneLine') }]}
      >
        <Input autoComplete="off" aria-label={label('phone')} placeholder={t('common.optional')} />
      </Form.Item>
      <Form.Item
        name={[name, 'email']}
        rules={[{ type: 'email', message: t('users.rules.email') }]}
      >
        <Input autoComplete="off" aria-label={label('email')} placeholder={t('common.optional')} />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        disabled={onRemove === undefined}
        aria-label={t('users.create.removeRow', { number })}
        {...(onRemove && { onClick: onRemove })}
      />
    </div>
  )
}

interface FormReader {
  readonly getFieldValue: (name: string) => unknown
}

function notTwice(form: FormReader, at: number, message: string) {
  return {
    validator: (_: unknown, value: string | undefined) => {
      const users = (form.getFieldValue('users') ?? []) as readonly NewUser[]
      const isTwice = users.some((user, other) => other < at && value && user?.name === value)
      return isTwice ? Promise.reject(new Error(message)) : Promise.resolve()
    },
  }
}
