import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ConditionRow, GeneratorKey } from './condition-rows.ts'
import { generatorKeys, newRow, operatorsOf } from './condition-rows.ts'
import { ConditionValues } from './ConditionValues.tsx'
import { useOperatorText } from './use-operator-text.ts'

interface ConditionFieldsProps {
  readonly rows: readonly ConditionRow[]
  readonly onChange: (rows: readonly ConditionRow[]) => void
}

/** Conditions of a statement, a line each; all of them must hold. */
export function ConditionFields({ rows, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation()
  return (
    <Form.Item label={`${t('policies.generator.conditions')} (${t('common.optional')})`}>
      {rows.map((row, at) => (
        <ConditionLine
          // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
          key={`${at} ${row.key}`}
          row={row}
          place={at + 1}
          onChange={(changed) => onChange(rows.with(at, changed))}
          onRemove={() => onChange(rows.filter((_, other) => other !== at))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, newRow('qcs:ip')])}
      >
        {t('policies.generator.addCondition')}
      </Button>
    </Form.Item>
  )
}

interface ConditionLineProps {
  readonly row: ConditionRow
  readonly place: number
  readonly onChange: (row: ConditionRow) => void
  readonly onRemove: () => void
}

function ConditionLine({ row, place, onChange, onRemove }: ConditionLineProps) {
  const { t } = useTranslation()
  const operatorText = useOperatorText()
  const labelOf = (name: 'key' | 'operator' | 'value') =>
    t(`policies.generator.conditionParts.${name}`, { place })
  return (
    <div className="ys-condition">
      <Select<GeneratorKey>
        aria-label={labelOf('key')}
        value={row.key}
        options={generatorKeys.map((key) => ({
          value: key,
          label: t(`policies.keys.${key.slice(4) as 'ip'}`),
        }))}
        onChange={(key) => onChange(newRow(key))}
      />
      <Select
        aria-label={labelOf('operator')}
        value={row.operator}
        popupMatchSelectWidth={false}
        options={operatorsOf[row.key].map((operator) => ({
          value: operator,
          label: operatorText(operator),
        }))}
        onChange={(operator) => onChange({ ...row, operator })}
      />
      <ConditionValues
        row={row}
        label={labelOf('value')}
        onChange={(values) => onChange({ ...row, values })}
      />
      <Button
        type="text"
        danger
        icon={<DeleteOutlined />}
        aria-label={t('policies.generator.removeCondition', { place })}
        onClick={onRemove}
      />
      <Checkbox
        className="ys-condition__more"
        checked={row.ifExist}
        onChange={({ target }) => onChange({ ...row, ifExist: target.checked })}
      >
        {t('policies.generator.ifExist')}
      </Checkbox>
    </div>
  )
}
