import { createPolicy } from '@yanshu/protocol'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiFailure } from '../../../../api/api-failure.ts'
import { failureText } from '../../../../api/failure-text.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { bytesUpTo, requiredText } from '../../../../design/form-rules.ts'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { useToast } from '../../../../design/use-toast.ts'
import { generatedName } from '../policy-name.ts'
import { PrincipalFields } from '../principals/PrincipalFields.tsx'
import type { Principal } from '../principals/principals.ts'
import { policyNameForm } from './policy-name-rule.ts'
import { PolicyCreated } from './PolicyCreated.tsx'
import type { NewPolicy } from './use-create-policy.ts'
import { useCreatePolicy } from './use-create-policy.ts'

interface FinishStepProps {
  readonly mode: NewPolicy['mode']
  /** Undefined while it may not be stored. */
  readonly document: string | undefined
  /** Shows the document, or lets it be edited. */
  readonly children: ReactNode
  readonly submitText: string
  readonly principals?: readonly Principal[]
  readonly onBack: () => void
}

interface Finish {
  readonly name: string
  readonly description: string
}

const DESCRIPTION_BYTES = 300

/** The last step of every way: name, description, the document, and who gets the policy at once. */
export function FinishStep(props: FinishStepProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const [form] = Form.useForm<Finish>()
  const [principals, setPrincipals] = useState(props.principals ?? [])
  const [proposed] = useState(() => generatedName(new Date()))
  const creating = useCreatePolicy()
  const { document } = props
  const submit = async ({ name, description }: Finish) => {
    if (document === undefined) return
    const policy = { name: name.trim(), description: description.trim(), mode: props.mode }
    // A refusal is shown by the mutation, or above the form.
    const created = await creating
      .submit({ ...policy, document, principals })
      .catch(() => undefined)
    if (created === undefined) return
    toast(t('policies.create.done', { name: policy.name }))
    void navigate(`/access/policies/${created}`, { replace: true })
  }
  if (creating.policyId !== undefined) {
    return <PolicyCreated policyId={creating.policyId} creating={creating} />
  }
  return (
    <Form<Finish>
      form={form}
      name="create-policy"
      layout="vertical"
      initialValues={{ name: proposed, description: '' }}
      onFinish={(values) => void submit(values)}
    >
      <div className="ys-stack">
        <SettingsCard title={t('policies.create.about')}>
          <div className="ys-page-form">
            <Refusal error={creating.error} />
            <Form.Item
              name="name"
              label={t('policies.fields.name')}
              extra={t('policies.fields.nameHint')}
              rules={[requiredText(t), policyNameForm(t)]}
            >
              <Input autoComplete="off" maxLength={128} />
            </Form.Item>
            <Form.Item
              name="description"
              label={t('policies.fields.description')}
              rules={[bytesUpTo(DESCRIPTION_BYTES, t)]}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} />
            </Form.Item>
          </div>
        </SettingsCard>
        <SettingsCard title={t('policies.fields.document')}>{props.children}</SettingsCard>
        <SettingsCard title={t('policies.create.attach')}>
          <div className="ys-page-form">
            <p className="ys-dialog-hint">{t('policies.create.attachHint')}</p>
            <PrincipalFields value={principals} onChange={setPrincipals} />
          </div>
        </SettingsCard>
        <div className="ys-wizard-foot">
          <Button onClick={props.onBack}>{t('policies.create.back')}</Button>
          <Allowed action={createPolicy}>
            <Button
              type="primary"
              htmlType="submit"
              disabled={document === undefined}
              loading={creating.isRunning}
            >
              {props.submitText}
            </Button>
          </Allowed>
        </div>
      </div>
    </Form>
  )
}

/** What is wrong with the name; other failures are shown at the upper right. */
function Refusal({ error }: { error: Error | null }) {
  const { t } = useTranslation()
  if (!(error instanceof ApiFailure)) return undefined
  if (!/PolicyName/.test(error.code)) return undefined
  const { title } = failureText(error, t)
  return <Alert type="error" showIcon className="ys-gap-below" title={title} />
}
