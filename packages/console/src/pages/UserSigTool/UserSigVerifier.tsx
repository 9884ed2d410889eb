import { verifySecretUserSig } from '@yanshu/protocol'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { requiredText, userIdForm } from '../../design/form-rules.ts'
import { MaskedKey } from './MaskedKey.tsx'
import { VerificationResult } from './VerificationResult.tsx'

interface Suspect {
  readonly userId: string
  readonly userSig: string
}

export function UserSigVerifier({ appId }: { appId: number }) {
  const { t } = useTranslation()
  const verify = useActionMutation(verifySecretUserSig)
  const submit = ({ userId, userSig }: Suspect) =>
    verify.mutate({ SDKAppID: appId, UserID: userId, UserSig: userSig.trim() })

  return (
    <Form<Suspect> name="verify" layout="vertical" onFinish={submit}>
      <MaskedKey appId={appId} />
      <Form.Item name="userId" label={t('usersig.userId')} rules={[requiredText(t), userIdForm(t)]}>
        <Input placeholder={t('usersig.verifyUserIdPlaceholder')} autoComplete="off" />
      </Form.Item>
      <Form.Item name="userSig" label="UserSig" rules={[requiredText(t)]}>
        <Input.TextArea
          className="ys-mono"
          rows={4}
          maxLength={4096}
          spellCheck={false}
          placeholder={t('usersig.verify.userSigPlaceholder')}
        />
      </Form.Item>
      <Form.Item>
        <Allowed action={verifySecretUserSig}>
          <Button type="primary" htmlType="submit" loading={verify.isPending}>
            {t('usersig.verify.submit')}
          </Button>
        </Allowed>
      </Form.Item>
      {verify.data && <VerificationResult result={verify.data} />}
    </Form>
  )
}
