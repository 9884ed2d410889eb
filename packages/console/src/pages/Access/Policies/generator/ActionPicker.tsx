import { SearchOutlined } from '@ant-design/icons'
import type { ListedArea } from '@yanshu/protocol'
import { Checkbox, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchingAreas, namesOf, ticked } from './action-search.ts'

interface ActionPickerProps {
  readonly areas: readonly ListedArea[]
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}

/** Actions to tick, by area, with a search and everything at once. */
export function ActionPicker({ areas, value, onChange }: ActionPickerProps) {
  const { t } = useTranslation()
  const [keyword, setKeyword] = useState('')
  const shown = matchingAreas(areas, keyword)
  const all = shown.flatMap(namesOf)
  const chosen = new Set(value)
  const tick = (names: readonly string[], on: boolean) => onChange(ticked(value, names, on))
  return (
    <div className="ys-areas" role="group" aria-label={t('policies.generator.actions')}>
      <div className="ys-areas__bar">
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('policies.generator.searchActions')}
          aria-label={t('policies.generator.searchActions')}
          value={keyword}
          onChange={(event) => setKeyword(event.target.value)}
        />
        <TickAll
          label={t('policies.generator.selectAll')}
          names={all}
          chosen={chosen}
          onTick={tick}
        />
        <span className="ys-quiet" role="status">
          {t('policies.generator.chosen', { total: value.length })}
        </span>
      </div>
      {shown.map((area) => (
        <Area key={area.area} area={area} chosen={chosen} onTick={tick} />
      ))}
      {shown.length === 0 && (
        <div className="ys-area ys-quiet">{t('policies.generator.noAction')}</div>
      )}
    </div>
  )
}

interface TickProps {
  readonly chosen: ReadonlySet<string>
  readonly onTick: (names: readonly string[], on: boolean) => void
}

function TickAll({
  label,
  names,
  chosen,
  onTick,
}: TickProps & { label: string; names: readonly string[] }) {
  const count = names.filter((name) => chosen.has(name)).length
  return (
    <Checkbox
      checked={count > 0 && count === names.length}
      indeterminate={count > 0 && count < names.length}
      disabled={names.length === 0}
      onChange={({ target }) => onTick(names, target.checked)}
    >
      {label}
    </Checkbox>
  )
}

function Area({ area, chosen, onTick }: TickProps & { area: ListedArea }) {
  const { t } = useTranslation()
  return (
    <div className="ys-area">
      <div className="ys-area__head">
        <TickAll
          label={t(`policies.areas.${area.area}`)}
          names={namesOf(area)}
          chosen={chosen}
          onTick={onTick}
        />
      </div>
      <div className="ys-area__names">
        {area.actions.map(({ name, row }) => (
          <Checkbox
            key={name}
            checked={chosen.has(name)}
            onChange={({ target }) => onTick([name], target.checked)}
          >
            {row === undefined ? (
              <Tooltip title={t('policies.generator.unserved')}>
                <span className="ys-area__unserved">{name} *</span>
              </Tooltip>
            ) : (
              <span title={row.summary}>{name}</span>
            )}
          </Checkbox>
        ))}
      </div>
    </div>
  )
}
