import { ChatError } from '@yanshu/client'
import { gatewayErrors } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { isDenied } from '../../api/api-failure.ts'
import { failureText } from '../../api/failure-text.ts'
import { PermissionBox } from '../../design/PermissionBox.tsx'
import type { LoginState } from './chat-login.ts'

interface LoginNoticeProps {
  readonly state: LoginState | undefined
  readonly onRetry: () => void
}

/** Why a client is not signed in any more, with the way back. */
export function LoginNotice({ state, onRetry }: LoginNoticeProps) {
  const { t } = useTranslation()
  if (state?.kind !== 'kicked' && state?.kind !== 'failed') return undefined
  if (state.kind === 'failed' && isDenied(state.error)) {
    return <PermissionBox failure={state.error} />
  }
  return (
    <Alert
      banner
      type={state.kind === 'kicked' ? 'warning' : 'error'}
      title={state.kind === 'kicked' ? t(`tryit.kicked.${state.reason}`) : reasonOf(state.error, t)}
      action={
        <Button size="small" onClick={onRetry}>
          {t('tryit.signInAgain')}
        </Button>
      }
    />
  )
}

function reasonOf(error: unknown, t: TFunction): string {
  if (!(error instanceof ChatError)) return failureText(error, t).title
  switch (error.code) {
    case gatewayErrors.appDisabled.code:
      return t('tryit.loginFaults.appDisabled')
    case gatewayErrors.planExpired.code:
      return t('tryit.loginFaults.planExpired')
    default:
      return `${error.code} ${error.message}`
  }
}
