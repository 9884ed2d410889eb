import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { useSession, useSessionActions } from '../../api/use-session.ts'
import { Brand } from '../../design/Brand.tsx'
import { LoginNotice } from './LoginNotice.tsx'
import { LoginPanel } from './LoginPanel.tsx'
import { LoginTools } from './LoginTools.tsx'
import { safeReturn } from './safe-return.ts'
import { useTry } from './use-try.ts'

interface Credentials {
  readonly user: string
  readonly password: string
}

/** Name and password; afterwards back to where the visitor wanted to go. */
export function LoginPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const session = useSession()
  const { enter } = useSessionActions()
  const { submit, working, problem, waitSeconds } = useTry(enter)
  const root = params.get('root') ?? undefined
  const known = params.get('user') ?? ''

  if (session.data) return <Navigate to={safeReturn(params.get('from'))} replace />
  return (
    <div className="ys-login">
      <LoginTools />
      <LoginPanel />
      <main className="ys-login__form">
        <Brand />
        <h1>{t('login.title')}</h1>
        <p>{root === undefined ? t('login.subtitle') : t('login.ofRoot', { root })}</p>
        <LoginNotice problem={problem} waitSeconds={waitSeconds} />
        <Form<Credentials>
          layout="vertical"
          requiredMark={false}
          initialValues={{ user: known }}
          onFinish={(credentials) => submit({ root, ...credentials })}
        >
          <Form.Item
            name="user"
            label={t('login.user')}
            rules={[{ required: true, message: t('login.needUser') }]}
          >
            <Input
              prefix={<UserOutlined />}
              autoComplete="username"
              autoFocus={known === ''}
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
              autoFocus={known !== ''}
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
