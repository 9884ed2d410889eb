import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../api/failure-text.ts'
import type { TryProblem } from './use-try.ts'

interface LoginNoticeProps {
  readonly problem: TryProblem
  readonly waitSeconds: number
}

/** Why the last sign-in did not work, counting down where more tries are held off. */
export function LoginNotice({ problem, waitSeconds }: LoginNoticeProps) {
  const { t } = useTranslation()
  if (problem === undefined) return undefined
  if (problem instanceof Error) {
    return (
      <Alert type="error" showIcon title={failureText(problem, t).title} className="ys-gap-below" />
    )
  }
  const isOver = problem === 'tooManyFailures' && waitSeconds === 0
  const text = isOver
    ? t('login.faults.triesOpen')
    : t(`login.faults.${problem}`, { seconds: waitSeconds })
  return <Alert type={isOver ? 'info' : 'error'} showIcon title={text} className="ys-gap-below" />
}
