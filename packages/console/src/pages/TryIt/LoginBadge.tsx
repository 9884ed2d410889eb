import { useTranslation } from 'react-i18next'
import type { LoginState } from './chat-login.ts'

/** Whether the client is connected, as a dot and a word. */
export function LoginBadge({ kind }: { kind: LoginState['kind'] | 'idle' }) {
  const { t } = useTranslation()
  return (
    <span className={`ys-status ys-login-state ys-login-state--${kind}`} role="status">
      <i aria-hidden />
      {t(`tryit.state.${kind}`)}
    </span>
  )
}
