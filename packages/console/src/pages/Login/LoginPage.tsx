import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { useSession } from '../../api/use-session.ts'
import { AppearanceSwitch } from '../../app/AppearanceSwitch.tsx'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'
import { Brand } from '../../design/Brand.tsx'
import { LoginNotice } from './LoginNotice.tsx'
import { LoginPanel } from './LoginPanel.tsx'
import { safeReturn } from './safe-return.ts'
import { useSignIn } from './use-sign-in.ts'

interface Credentials {
  readonly user: string
  readonly password: string
}

/** Name and password; afterwards back to where the visitor wanted to go. */
export function LoginPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const session = useSession()
  const { submit, working, problem, waitSeconds } = useSignIn()

  if (session.data) return <Navigate to={safeReturn(params.get('from'))} replace />
  return (
    <div className="ys-login">
      <div className="ys-login__tools">
        <LanguageSwitch />
        <AppearanceSwitch />
      </div>
      <LoginPanel />
      <main className="ys-login__form">
        <Brand />
        <h1>{t('login.title')}</h1>
        <p>{t('login.subtitle')}</p>
        <LoginNotice problem={problem} waitSeconds={waitSeconds} />
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item
            name="user"
            label={t('login.user')}
            rules={[{ required: true, message: t('login.needUser') }]}
          >
            <Input
              prefix={<UserOutlined />}
              autoComplete="username"
              autoFocus
              size="large"
              maxLength={64}
            />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('login.password')}
            rules={[{ required: true, message: t('login.needPassword') }]}
          >
            <Input.Password
              prefix={<LockOutlined />}
              autoComplete="current-password"
              size="large"
              maxLength={256}
            />
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            block
            loading={working}
            disabled={waitSeconds > 0}
          >
            {t('login.submit')}
          </Button>
        </Form>
      </main>
    </div>
  )
}
