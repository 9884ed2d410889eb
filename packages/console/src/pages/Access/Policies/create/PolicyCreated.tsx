import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { AttachResults } from '../principals/AttachResults.tsx'
import type { useCreatePolicy } from './use-create-policy.ts'

interface PolicyCreatedProps {
  readonly policyId: number
  readonly creating: ReturnType<typeof useCreatePolicy>
}

/** The policy is there; says to whom it could not be attached, and lets it be tried again. */
export function PolicyCreated({ policyId, creating }: PolicyCreatedProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rows, isRunning, retry } = creating
  const hasFailed = rows.some(({ state }) => state === 'failed')
  return (
    <SettingsCard title={t('policies.create.attach')}>
      <div className="ys-stack">
        {hasFailed && <Alert type="warning" showIcon title={t('policies.create.attachFailed')} />}
        <AttachResults
          rows={rows}
          isRunning={isRunning}
          onRetry={(principals) => void retry(principals)}
        />
        <div className="ys-wizard-foot">
          <Button
            type="primary"
            disabled={isRunning}
            onClick={() => void navigate(`/access/policies/${policyId}`, { replace: true })}
          >
            {t('policies.create.toPolicy')}
          </Button>
        </div>
      </div>
    </SettingsCard>
  )
}
