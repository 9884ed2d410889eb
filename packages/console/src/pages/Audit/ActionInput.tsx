import { AutoComplete, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { auditedActions } from './audited-actions.ts'

interface ActionInputProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
  /** Told where a suggestion is taken. */
  readonly onChoose: () => void
}

/** The name of an action, with those that may be meant. */
export function ActionInput({ id, value = '', onChange, onChoose }: ActionInputProps) {
  const { t } = useTranslation()
  const typed = value.toLowerCase()
  const fitting = auditedActions.filter((name) => name.toLowerCase().includes(typed))
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      value={value}
      options={fitting.slice(0, 50).map((name) => ({ value: name }))}
      popupMatchSelectWidth={340}
      onChange={(next: string) => onChange?.(next)}
      onSelect={onChoose}
    >
      <Input allowClear maxLength={128} placeholder={t('audit.filter.actionHint')} />
    </AutoComplete>
  )
}
