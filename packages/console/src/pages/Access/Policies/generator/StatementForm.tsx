import { checkPolicyDocument } from '@yanshu/protocol'
import type { CloudService } from '@yanshu/protocol'
import { Alert, Button, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { ProblemList } from '../editor/ProblemList.tsx'
import { ActionField } from './ActionField.tsx'
import { hasEmptyCondition } from './condition-rows.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { ResourceField } from './ResourceField.tsx'
import type { StatementDraft } from './statement-draft.ts'
import { policyText, writtenPolicy } from './statement-draft.ts'

interface StatementFormProps {
  readonly initial: StatementDraft
  readonly isNew: boolean
  readonly onStore: (draft: StatementDraft) => void
  readonly onCancel: () => void
}

const services = ['im', 'cam', 'tag'] as const satisfies readonly CloudService[]

/** One statement: effect, service, actions, resources, conditions. */
export function StatementForm({ initial, isNew, onStore, onCancel }: StatementFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(initial)
  const [wasTried, setTried] = useState(false)
  const problems = checkPolicyDocument(policyText(writtenPolicy([draft]))).problems ?? []
  const isUnfinished = hasEmptyCondition(draft.conditions)
  const change = (part: Partial<StatementDraft>) => setDraft({ ...draft, ...part })
  const store = () => {
    setTried(true)
    if (problems.length === 0 && !isUnfinished) onStore(draft)
  }
  return (
    <SettingsCard title={t(isNew ? 'policies.generator.new' : 'policies.generator.change')}>
      <Form layout="vertical" component="div">
        <Form.Item label={t('policies.generator.effect')}>
          <Radio.Group
            aria-label={t('policies.generator.effect')}
            value={draft.effect}
            options={(['allow', 'deny'] as const).map((effect) => ({
              value: effect,
              label: t(`policies.effects.${effect}`),
            }))}
            onChange={({ target }) =>
              change({ effect: target.value === 'deny' ? 'deny' : 'allow' })
            }
          />
        </Form.Item>
        <Form.Item label={t('policies.generator.service')} htmlFor="statement-service">
          <Select<CloudService>
            id="statement-service"
            className="ys-service-select"
            value={draft.service}
            options={services.map((service) => ({
              value: service,
              label: t(`policies.services.${service}`),
            }))}
            onChange={(service) => change({ service, actions: [], resources: 'all' })}
          />
        </Form.Item>
        <ActionField
          key={draft.service}
          service={draft.service}
          value={draft.actions}
          onChange={(actions) => change({ actions })}
        />
        <ResourceField draft={draft} onChange={(resources) => change({ resources })} />
        <ConditionFields
          rows={draft.conditions}
          onChange={(conditions) => change({ conditions })}
        />
        {wasTried && problems.length > 0 && (
          <div className="ys-gap-below">
            <ProblemList problems={problems} />
          </div>
        )}
        {wasTried && problems.length === 0 && isUnfinished && (
          <Alert
            type="error"
            showIcon
            className="ys-gap-below"
            title={t('policies.generator.emptyCondition')}
          />
        )}
        <div className="ys-row">
          <Button type="primary" ghost onClick={store}>
            {t(isNew ? 'policies.generator.add' : 'policies.generator.store')}
          </Button>
          {!isNew && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
        </div>
      </Form>
    </SettingsCard>
  )
}
