import { useTranslation } from 'react-i18next'
import type { SimulatedVerdict } from './Verdict.tsx'

/** Why, in a sentence, and how the user comes to the policy that decided. */
export function useVerdictText(verdict: SimulatedVerdict): { reason: string; via: string } {
  const { t } = useTranslation()
  const { Reason, PolicyName, StatementIndex, Via } = verdict
  const via = !Via
    ? ''
    : Via.Kind === 'User'
      ? t('simulator.direct')
      : t('simulator.byGroup', { group: Via.GroupName ?? String(Via.GroupId ?? '') })
  // People count statements from 1.
  const parameters = { policy: PolicyName ?? '', number: (StatementIndex ?? 0) + 1, via }
  const hasPolicy = PolicyName !== null
  const key = Reason === 'boundary' && hasPolicy ? 'boundaryOf' : Reason
  return { reason: t(`simulator.reasons.${key}`, parameters), via }
}
