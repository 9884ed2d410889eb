import { Checkbox, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { PasswordFields } from '../Passwords/PasswordFields.tsx'
import type { UserInfoForm } from './draft.ts'
import { NewUserRows } from './NewUserRows.tsx'
import { WizardButtons } from './WizardButtons.tsx'

interface InfoStepProps {
  readonly info: UserInfoForm
  readonly onNext: (info: UserInfoForm) => void
}

/** Who, by which ways they come in, and with which password. */
export function InfoStep({ info, onNext }: InfoStepProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<UserInfoForm>()
  const ways = Form.useWatch('ways', form) ?? info.ways
  return (
    <Form<UserInfoForm>
      form={form}
      name="new-user"
      layout="vertical"
      initialValues={info}
      onFinish={(values) => onNext({ ...info, ...values })}
    >
      <NewUserRows />
      <Form.Item
        name="ways"
        label={t('users.create.ways')}
        rules={[{ required: true, type: 'array', message: t('users.create.needWay') }]}
      >
        <Checkbox.Group
          className="ys-stacked-choices"
          options={[
            { value: 'console', label: <Way name="console" /> },
            { value: 'api', label: <Way name="api" /> },
          ]}
        />
      </Form.Item>
      {ways.includes('console') && <PasswordFields />}
      <WizardButtons />
    </Form>
  )
}

function Way({ name }: { name: 'console' | 'api' }) {
  const { t } = useTranslation()
  return (
    <>
      {t(`users.create.way.${name}`)}{' '}
      <span className="ys-quiet">{t(`users.create.wayHint.${name}`)}</span>
    </>
  )
}
