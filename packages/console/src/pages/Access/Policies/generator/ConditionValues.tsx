import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useTagPairs } from '../tag/use-tag-pairs.ts'
import type { ConditionRow } from './condition-rows.ts'

interface ConditionValuesProps {
  readonly row: ConditionRow
  readonly label: string
  readonly onChange: (values: readonly string[]) => void
}

/** What a condition compares with: addresses, a time, or tags. */
export function ConditionValues(props: ConditionValuesProps) {
  if (props.row.key === 'qcs:current_time') return <TimeValue {...props} />
  if (props.row.key === 'qcs:ip') return <AddressValues {...props} />
  return <TagValues {...props} />
}

function AddressValues({ row, label, onChange }: ConditionValuesProps) {
  const { t } = useTranslation()
  return (
    <Select<string[]>
      mode="tags"
      open={false}
      suffixIcon={null}
      aria-label={label}
      placeholder={t('policies.generator.ipPlaceholder')}
      tokenSeparators={[',', ' ', '\n']}
      value={[...row.values]}
      onChange={onChange}
    />
  )
}

/** Conditions are about UTC; the picker shows the time of the viewer. */
function TimeValue({ row, label, onChange }: ConditionValuesProps) {
  const [value] = row.values
  return (
    <DatePicker
      showTime
      aria-label={label}
      value={value === undefined ? null : dayjs(value)}
      onChange={(time) => onChange(time ? [time.toISOString().replace(/\.\d+Z$/, 'Z')] : [])}
    />
  )
}

function TagValues({ row, label, onChange }: ConditionValuesProps) {
  const { t } = useTranslation()
  const { pairs, isFetching } = useTagPairs()
  return (
    <Select<string[]>
      mode="tags"
      aria-label={label}
      placeholder={t('policies.generator.tagPlaceholder')}
      loading={isFetching}
      value={[...row.values]}
      options={pairs.map((pair) => ({ value: pair }))}
      onChange={onChange}
    />
  )
}
