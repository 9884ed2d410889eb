import { listedActions } from '@yanshu/protocol'
import type { ListedArea } from '@yanshu/protocol'
import { Checkbox, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import { ActionPicker } from '../generator/ActionPicker.tsx'
import type { TagForm } from './tag-form.ts'
import { actsOnApp } from './tag-policy.ts'

interface TagScopeCardProps {
  readonly form: TagForm
  readonly onChange: (part: Partial<TagForm>) => void
}

const scopes = ['read', 'all', 'chosen'] as const satisfies readonly TagForm['scope'][]

/** Resources and what may be done with them. */
export function TagScopeCard({ form, onChange }: TagScopeCardProps) {
  const { t } = useTranslation()
  return (
    <SettingsCard title={t('policies.tag.scope')}>
      <Form layout="vertical" component="div">
        <Form.Item label={t('policies.tag.scopeLabel')}>
          <Radio.Group
            className="ys-choices"
            aria-label={t('policies.tag.scopeLabel')}
            value={form.scope}
            options={scopes.map((scope) => ({
              value: scope,
              label: (
                <>
                  {t(`policies.tag.scopes.${scope}.title`)}
                  <span className="ys-quiet">{t(`policies.tag.scopes.${scope}.hint`)}</span>
                </>
              ),
            }))}
            onChange={({ target }) => {
              const scope = scopes.find((candidate) => candidate === target.value)
              if (scope) onChange({ scope })
            }}
          />
        </Form.Item>
        {form.scope === 'chosen' && (
          <Form.Item label={t('policies.generator.actions')} required>
            <ActionPicker
              areas={appAreas()}
              value={form.names}
              onChange={(names) => onChange({ names })}
            />
          </Form.Item>
        )}
        <Form.Item>
          <Checkbox
            checked={form.mayCreateApps}
            onChange={({ target }) => onChange({ mayCreateApps: target.checked })}
          >
            {t('policies.tag.mayCreate')}
          </Checkbox>
          <p className="ys-quiet">{t('policies.tag.mayCreateHint')}</p>
        </Form.Item>
      </Form>
    </SettingsCard>
  )
}

/** Actions on apps that are there already; only those can be granted by tags. */
function appAreas(): readonly ListedArea[] {
  return listedActions('im')
    .map(({ area, actions }) => ({
      area,
      actions: actions.filter(({ row }) => row !== undefined && actsOnApp(row)),
    }))
    .filter(({ actions }) => actions.length > 0)
}
