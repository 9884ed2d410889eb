import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTagKeys, useTagValues } from './use-tag-choices.ts'

interface TagKeySelectProps {
  readonly value: string | undefined
  /** Keys that cannot be chosen. */
  readonly taken?: ReadonlySet<string>
  readonly clearable?: boolean
  readonly onChange: (key: string | undefined) => void
}

/** Chooses a key from the account's list. */
export function TagKeySelect({ value, taken, clearable = false, onChange }: TagKeySelectProps) {
  const { t } = useTranslation()
  const { keys = [], isLoading } = useTagKeys()
  return (
    <Select
      showSearch
      allowClear={clearable}
      className="ys-tag-select"
      value={value ?? null}
      loading={isLoading}
      placeholder={t('tags.key')}
      aria-label={t('tags.key')}
      notFoundContent={isLoading ? t('tags.loading') : t('tags.noKeys')}
      options={keys.map((key) => ({
        value: key,
        label: key,
        disabled: key !== value && (taken?.has(key) ?? false),
      }))}
      onChange={(key) => onChange(key ?? undefined)}
    />
  )
}

interface TagValueSelectProps {
  readonly tagKey: string | undefined
  readonly value: string | undefined
  readonly clearable?: boolean
  readonly onChange: (value: string | undefined) => void
}

/** Chooses one of a key's values. */
export function TagValueSelect(props: TagValueSelectProps) {
  const { t } = useTranslation()
  const { values = [], isLoading } = useTagValues(props.tagKey)
  return (
    <Select
      showSearch
      allowClear={props.clearable ?? false}
      className="ys-tag-select"
      disabled={props.tagKey === undefined}
      value={props.value ?? null}
      loading={isLoading}
      placeholder={t('tags.value')}
      aria-label={t('tags.value')}
      notFoundContent={isLoading ? t('tags.loading') : t('tags.noValues')}
      options={values.map((value) => ({ value, label: value }))}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  )
}
