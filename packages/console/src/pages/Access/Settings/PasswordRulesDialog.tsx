import {
  characterKinds,
  getPasswordRules,
  passwordRuleLimits,
  updatePasswordRules,
} from '@yanshu/protocol'
import { Checkbox, Form, InputNumber, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import { kindNames } from '../Passwords/password-form.ts'
import { fromForm, toForm } from './password-rules-form.ts'
import type { RulesForm } from './password-rules-form.ts'
import type { Rules } from './PasswordRulesCard.tsx'

const { shortest, longest, days, reuse, retry } = passwordRuleLimits

interface PasswordRulesDialogProps {
  readonly rules: Rules
  readonly onClose: () => void
}

/** Changes the password rules, each within its documented bounds. */
export function PasswordRulesDialog({ rules, onClose }: PasswordRulesDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<RulesForm>()
  const save = useActionMutation(updatePasswordRules, {
    refreshes: [getPasswordRules],
    onSuccess: () => {
      toast(t('usersettings.password.done'))
      onClose()
    },
  })
  const number = (name: keyof RulesForm, least: number, most: number) => (
    <Form.Item
      name={name}
      label={t(`usersettings.password.${name}`)}
      extra={t(`usersettings.password.hints.${name === 'length' ? 'length' : 'zero'}`, {
        least,
        most,
      })}
      rules={[{ required: true, message: t('common.rules.required') }]}
    >
      <InputNumber min={least} max={most} precision={0} className="ys-wide-number" />
    </Form.Item>
  )
  return (
    <Modal
      open
      title={t('usersettings.password.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={600}
    >
      <Form<RulesForm>
        form={form}
        name="password-rules"
        layout="vertical"
        requiredMark={false}
        className="ys-form-columns"
        initialValues={toForm(rules)}
        onFinish={(values) => save.mutate({ Rules: fromForm(values) })}
      >
        {number('length', shortest, longest)}
        {number('lasts', 0, days)}
        {number('reuse', 0, reuse)}
        {number('retry', 0, retry)}
        <Form.Item
          name="contain"
          label={t('usersettings.password.contain')}
          className="ys-form-columns__wide"
          rules={[{ required: true, type: 'array', message: t('usersettings.password.needKind') }]}
        >
          <Checkbox.Group
            options={characterKinds.map((kind) => ({
              value: kind,
              label: t(`access.password.kinds.${kindNames[kind]}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="expired"
          label={t('usersettings.password.expired')}
          className="ys-form-columns__wide"
        >
          <Radio.Group
            className="ys-stacked-choices"
            options={[
              { value: 2, label: t('usersettings.password.expiredChange') },
              { value: 1, label: t('usersettings.password.expiredInvalid') },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
