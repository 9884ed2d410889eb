import type { simulatePermission } from '@yanshu/protocol'
import { getPolicy } from '@yanshu/protocol'
import { Alert, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { FieldList } from '../../../design/FieldList.tsx'
import { DocumentView } from '../Policies/DocumentView.tsx'
import type { Question } from './question.ts'
import { useVerdictText } from './use-verdict-text.ts'

export type SimulatedVerdict = ActionResult<typeof simulatePermission>

interface VerdictProps {
  readonly question: Question
  readonly verdict: SimulatedVerdict
}

/** Allowed or denied, and why: the policy, how it is held, and the statement that decided. */
export function Verdict({ question, verdict }: VerdictProps) {
  const { t } = useTranslation()
  const { reason, via } = useVerdictText(verdict)
  const { Allowed, PolicyId, PolicyName, Visible } = verdict
  return (
    <div className="ys-stack">
      <Alert
        type={Allowed ? 'success' : 'error'}
        showIcon
        title={t(Allowed ? 'simulator.allowed' : 'simulator.denied', { action: question.action })}
        description={reason}
      />
      {Visible !== null && (
        <p className="ys-quiet">{t(Visible ? 'simulator.visible' : 'simulator.invisible')}</p>
      )}
      <FieldList
        fields={[
          {
            label: t('simulator.fields.resource'),
            value: <span className="ys-mono">{verdict.Resource}</span>,
          },
          ...(PolicyId === null
            ? []
            : [
                {
                  label: t('simulator.policy'),
                  value: <Link to={`/access/policies/${PolicyId}`}>{PolicyName}</Link>,
                },
                { label: t('simulator.via'), value: via },
              ]),
        ]}
      />
      {PolicyId !== null && <Deciding policyId={PolicyId} verdict={verdict} />}
    </div>
  )
}

interface DecidingProps {
  readonly policyId: number
  readonly verdict: SimulatedVerdict
}

/** The statement in its document; alone where the policy itself may not be read. */
function Deciding({ policyId, verdict }: DecidingProps) {
  const { t } = useTranslation()
  const policy = useActionQuery(getPolicy, { PolicyId: policyId })
  if (policy.isPending) return <Spin />
  if (policy.data) {
    return (
      <DocumentView
        text={policy.data.PolicyDocument}
        label={t('simulator.statement')}
        marked={verdict.StatementIndex ?? undefined}
      />
    )
  }
  return (
    verdict.Statement !== null && (
      <DocumentView text={verdict.Statement} label={t('simulator.statement')} />
    )
  )
}
