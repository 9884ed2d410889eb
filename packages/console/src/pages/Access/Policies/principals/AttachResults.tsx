import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { principalKey } from './principals.ts'
import type { Principal } from './principals.ts'
import type { AttachRow } from './use-attach.ts'

interface AttachResultsProps {
  readonly rows: readonly AttachRow[]
  readonly isRunning: boolean
  readonly onRetry: (principals: readonly Principal[]) => void
}

const icons = {
  waiting: <LoadingOutlined aria-hidden />,
  done: <CheckCircleFilled className="ys-good" aria-hidden />,
  failed: <CloseCircleFilled className="ys-bad" aria-hidden />,
}

/** How attaching went, row by row; what failed can be tried again. */
export function AttachResults({ rows, isRunning, onRetry }: AttachResultsProps) {
  const { t } = useTranslation()
  const failed = rows.filter(({ state }) => state === 'failed').map(({ principal }) => principal)
  return (
    <>
      <ul className="ys-results" aria-live="polite" aria-label={t('policies.principals.results')}>
        {rows.map(({ principal, state, reason }) => (
          <li key={principalKey(principal)}>
            {icons[state]}
            <span>{principal.name}</span>
            <Tag>{t(`policies.principals.kinds.${principal.kind}`)}</Tag>
            <span className={state === 'failed' ? 'ys-bad' : 'ys-quiet'}>
              {reason ?? t(`policies.principals.states.${state}`)}
            </span>
          </li>
        ))}
      </ul>
      {failed.length > 0 && (
        <Button loading={isRunning} onClick={() => onRetry(failed)}>
          {t('policies.principals.retry', { total: failed.length })}
        </Button>
      )}
    </>
  )
}
