import { createSecretUserSig } from '@yanshu/protocol'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyButton } from '../../design/CopyButton.tsx'
import { requiredText, userIdForm } from '../../design/form-rules.ts'
import { formatDateTime } from '../../design/format.ts'
import { MaskedKey } from './MaskedKey.tsx'

const validities = [
  { name: 'hour', seconds: 3600 },
  { name: 'day', seconds: 86_400 },
  { name: 'week', seconds: 7 * 86_400 },
  { name: 'month', seconds: 30 * 86_400 },
  { name: 'halfYear', seconds: 180 * 86_400 },
  { name: 'year', seconds: 365 * 86_400 },
] as const

interface Wanted {
  readonly userId: string
  readonly seconds: number
}

export function UserSigGenerator({ appId }: { appId: number }) {
  const { t } = useTranslation()
  const create = useActionMutation(createSecretUserSig)
  const submit = ({ userId, seconds }: Wanted) =>
    create.mutate({ SDKAppID: appId, UserID: userId, ExpireSeconds: seconds })

  return (
    <Form<Wanted>
      name="generate"
      layout="vertical"
      initialValues={{ seconds: 180 * 86_400 }}
      onFinish={submit}
    >
      <MaskedKey appId={appId} />
      <Form.Item name="userId" label={t('usersig.userId')} rules={[requiredText(t), userIdForm(t)]}>
        <Input placeholder={t('usersig.userIdPlaceholder')} autoComplete="off" />
      </Form.Item>
      <Form.Item name="seconds" label={t('usersig.generate.validity')}>
        <Select
          options={validities.map(({ name, seconds }) => ({
            value: seconds,
            label: t(`usersig.validities.${name}`),
          }))}
        />
      </Form.Item>
      <Form.Item>
        <Allowed action={createSecretUserSig}>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('usersig.generate.submit')}
          </Button>
        </Allowed>
      </Form.Item>
      <section
        className="ys-output ys-output--tall"
        aria-label={t('usersig.generate.output')}
        aria-live="polite"
      >
        {create.data?.UserSig ?? <span className="ys-quiet">{t('usersig.generate.empty')}</span>}
      </section>
      {create.data && (
        <div className="ys-row ys-gap-above">
          <CopyButton
            text={create.data.UserSig}
            label={t('usersig.generate.output')}
            type="default"
          >
            {t('usersig.generate.copy')}
          </CopyButton>
          <span className="ys-quiet">
            {t('usersig.generate.expires', { time: formatDateTime(create.data.ExpireTime) })}
          </span>
        </div>
      )}
    </Form>
  )
}
