import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { LoginNotice } from './LoginNotice.tsx'
import type { TryProblem } from './use-try.ts'

interface ChangeNoticeProps {
  readonly problem: TryProblem
  readonly waitSeconds: number
}

/** Why a password was not changed. Who is signed in is known, so it is the old password that is wrong. */
export function ChangeNotice({ problem, waitSeconds }: ChangeNoticeProps) {
  const { t } = useTranslation()
  if (problem !== 'badCredentials') {
    return <LoginNotice problem={problem} waitSeconds={waitSeconds} />
  }
  return <Alert type="error" showIcon title={t('login.change.wrongOld')} className="ys-gap-below" />
}
