import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { fits } from './password-form.ts'
import { usePasswordForm, usePasswordHint } from './use-password-form.ts'

/** How somebody gets a password. */
export interface PasswordChoice {
  readonly way: 'generated' | 'own'
  readonly password?: string
  /** Whether it must be changed at the next sign-in. */
  readonly mustChange: boolean
}

export const usualPassword: PasswordChoice = { way: 'generated', mustChange: true }

/** Fields of a form: a generated password or one of one's own, and whether it must be changed. */
export function PasswordFields() {
  const { t } = useTranslation()
  const form = usePasswordForm()
  const hint = usePasswordHint(form)
  const isOwn = Form.useWatch('way') === 'own'
  return (
    <>
      <Form.Item name="way" label={t('access.password.title')}>
        <Radio.Group
          aria-label={t('access.password.title')}
          options={[
            { value: 'generated', label: t('access.password.generated') },
            { value: 'own', label: t('access.password.own') },
          ]}
        />
      </Form.Item>
      {isOwn && (
        <Form.Item
          name="password"
          label={t('access.password.new')}
          extra={hint}
          rules={[
            { required: true, message: t('common.rules.required') },
            {
              validator: (_, value: string | undefined) =>
                !value || fits(value, form) ? Promise.resolve() : Promise.reject(new Error(hint)),
            },
          ]}
        >
          <Input.Password className="ys-password" autoComplete="new-password" maxLength={256} />
        </Form.Item>
      )}
      <Form.Item name="mustChange" valuePropName="checked">
        <Checkbox>{t('access.password.mustChange')}</Checkbox>
      </Form.Item>
    </>
  )
}
