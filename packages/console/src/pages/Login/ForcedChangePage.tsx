import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionActions } from '../../api/use-session.ts'
import { useShowFailure } from '../../api/use-show-failure.tsx'
import { Brand } from '../../design/Brand.tsx'
import { ChangeNotice } from './ChangeNotice.tsx'
import { ChangePasswordFields } from './ChangePasswordFields.tsx'
import type { ChangePasswordForm } from './ChangePasswordFields.tsx'
import { LoginPanel } from './LoginPanel.tsx'
import { LoginTools } from './LoginTools.tsx'
import { useTry } from './use-try.ts'

/** Stands before every page until somebody has replaced the password that was given out. */
export function ForcedChangePage() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const { change, leave } = useSessionActions()
  const showFailure = useShowFailure()
  const { submit, working, problem, waitSeconds } = useTry(change)
  return (
    <div className="ys-login">
      <LoginTools />
      <LoginPanel />
      <main className="ys-login__form">
        <Brand />
        <h1>{t('login.change.title')}</h1>
        <p>{t('login.change.forced')}</p>
        <ChangeNotice problem={problem} waitSeconds={waitSeconds} />
        <Form<ChangePasswordForm>
          layout="vertical"
          requiredMark={false}
          size="large"
          onFinish={({ oldPassword, newPassword }) => submit({ oldPassword, newPassword })}
        >
          <ChangePasswordFields />
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={working}
            disabled={waitSeconds > 0}
          >
            {t('login.change.submit')}
          </Button>
        </Form>
        <div className="ys-row ys-gap-above">
          <span className="ys-quiet">
            {t('login.change.signedInAs', { user: session?.user ?? '' })}
          </span>
          <Button type="link" size="small" onClick={() => void leave().catch(showFailure)}>
            {t('common.signOut')}
          </Button>
        </div>
      </main>
    </div>
  )
}
