import { isOperationLevel, listedActions } from '@yanshu/protocol'
import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ResourceSelect } from './ResourceSelect.tsx'
import type { StatementDraft } from './statement-draft.ts'

interface ResourceFieldProps {
  readonly draft: StatementDraft
  readonly onChange: (resources: StatementDraft['resources']) => void
}

/** Everything, or resources by their six-segment names; those of apps can be picked. */
export function ResourceField({ draft, onChange }: ResourceFieldProps) {
  const { t } = useTranslation()
  const { resources, service } = draft
  const uncovered = uncoveredActions(draft)
  return (
    <Form.Item label={t('policies.generator.resources')} required>
      <Radio.Group
        aria-label={t('policies.generator.resources')}
        value={resources === 'all' ? 'all' : 'named'}
        options={[
          { value: 'all', label: t('policies.generator.allResources') },
          { value: 'named', label: t('policies.generator.namedResources') },
        ]}
        onChange={({ target }) => onChange(target.value === 'all' ? 'all' : [])}
      />
      {resources !== 'all' && (
        <div className="ys-gap-above">
          <ResourceSelect service={service} value={resources} onChange={onChange} />
          <p className="ys-quiet">{t(`policies.generator.resourceHints.${service}`)}</p>
          {uncovered.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('policies.generator.operationLevel', { names: uncovered.join(', ') })}
            />
          )}
        </div>
      )}
    </Form.Item>
  )
}

/** Chosen actions at operation level, which statements about named resources do not cover. */
function uncoveredActions({ service, actions }: StatementDraft): readonly string[] {
  if (actions === 'all') return []
  return listedActions(service)
    .flatMap((area) => area.actions)
    .filter((action) => actions.includes(action.name) && isOperationLevel(action))
    .map(({ name }) => name)
}
