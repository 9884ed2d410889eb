import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { firstForm, fits } from '../Access/Passwords/password-form.ts'
import { usePasswordHint } from '../Access/Passwords/use-password-form.ts'

/** What is filled in to change one's own password. */
export interface ChangePasswordForm {
  readonly oldPassword: string
  readonly newPassword: string
  readonly again: string
}

const MOST = 256

export function ChangePasswordFields() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const form = session?.passwordForm ?? firstForm
  const hint = usePasswordHint(form)
  const required = { required: true, message: t('login.needPassword') }
  return (
    <>
      <Form.Item name="oldPassword" label={t('login.change.old')} rules={[required]}>
        <Input.Password autoComplete="current-password" autoFocus maxLength={MOST} />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('login.change.new')}
        extra={hint}
        rules={[
          required,
          {
            validator: (_, value: string | undefined) =>
              !value || fits(value, form)
                ? Promise.resolve()
                : Promise.reject(new Error(t('login.faults.weakPassword'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={MOST} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('login.change.again')}
        dependencies={['newPassword']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string | undefined) =>
              !value || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('login.change.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={MOST} />
      </Form.Item>
    </>
  )
}
