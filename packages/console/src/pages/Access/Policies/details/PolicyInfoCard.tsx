import { useTranslation } from 'react-i18next'
import { CopyText } from '../../../../design/CopyText.tsx'
import { FieldList } from '../../../../design/FieldList.tsx'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { isPreset } from '../policy-list-params.ts'
import { usePolicyText } from '../use-policy-text.ts'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'

const modes = { 2: 'syntax', 3: 'generator', 4: 'tag' } as const

/** What is known about a policy beside its document. */
export function PolicyInfoCard({ policy }: { policy: PolicyDetails }) {
  const { t } = useTranslation()
  const textOf = usePolicyText()
  const mode = modes[policy.CreateMode as keyof typeof modes] as
    | (typeof modes)[keyof typeof modes]
    | undefined
  const preset = isPreset(policy)
  return (
    <SettingsCard title={t('policies.details.info')}>
      <FieldList
        fields={[
          { label: t('policies.fields.name'), value: policy.PolicyName },
          {
            label: t('policies.fields.id'),
            value: <CopyText text={String(policy.PolicyId)} label={t('policies.fields.id')} />,
          },
          {
            label: t('policies.fields.type'),
            value: t(preset ? 'policies.types.QCS' : 'policies.types.Local'),
          },
          {
            label: t('policies.fields.description'),
            value: textOf(policy.PolicyName, policy.Description),
          },
          ...(preset || mode === undefined
            ? []
            : [{ label: t('policies.fields.mode'), value: t(`policies.ways.${mode}.title`) }]),
          { label: t('policies.fields.created'), value: policy.AddTime },
          { label: t('policies.fields.updated'), value: policy.UpdateTime },
        ]}
      />
    </SettingsCard>
  )
}
