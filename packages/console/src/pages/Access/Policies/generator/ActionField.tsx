import { listedActions } from '@yanshu/protocol'
import type { CloudService } from '@yanshu/protocol'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ActionPicker } from './ActionPicker.tsx'

interface ActionFieldProps {
  readonly service: CloudService
  readonly value: 'all' | readonly string[]
  readonly onChange: (value: 'all' | readonly string[]) => void
}

/** All actions of a service, or some that are ticked in a list. */
export function ActionField({ service, value, onChange }: ActionFieldProps) {
  const { t } = useTranslation()
  return (
    <Form.Item label={t('policies.generator.actions')} required>
      <Radio.Group
        aria-label={t('policies.generator.actions')}
        className="ys-gap-below"
        value={value === 'all' ? 'all' : 'chosen'}
        options={[
          { value: 'all', label: t('policies.generator.allActions', { service }) },
          { value: 'chosen', label: t('policies.generator.chosenActions') },
        ]}
        onChange={({ target }) => onChange(target.value === 'all' ? 'all' : [])}
      />
      {value !== 'all' && (
        <ActionPicker areas={listedActions(service)} value={value} onChange={onChange} />
      )}
    </Form.Item>
  )
}
