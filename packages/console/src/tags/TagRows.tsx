import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { tagLimits } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TagRow } from './tag-rows.ts'
import { TagKeySelect, TagValueSelect } from './TagSelects.tsx'
import './tags.css'

interface TagRowsProps {
  readonly rows: readonly TagRow[]
  readonly onChange: (rows: readonly TagRow[]) => void
}

/** Rows of key, value and ✕, and a way to add one. */
export function TagRows({ rows, onChange }: TagRowsProps) {
  const { t } = useTranslation()
  const taken = new Set(rows.flatMap(({ key }) => key ?? []))
  const replace = (row: TagRow) => onChange(rows.map((old) => (old.id === row.id ? row : old)))
  const nextId = Math.max(-1, ...rows.map(({ id }) => id)) + 1
  return (
    <div role="group" aria-label={t('tags.title')}>
      {rows.length > 0 && (
        <div className="ys-tag-row ys-tag-row--head" aria-hidden>
          <span>{t('tags.key')}</span>
          <span>{t('tags.value')}</span>
        </div>
      )}
      <div className="ys-tag-rows">
        {rows.map((row) => (
          <div key={row.id} className="ys-tag-row">
            <TagKeySelect
              value={row.key}
              taken={taken}
              onChange={(key) => replace({ id: row.id, key })}
            />
            <TagValueSelect
              tagKey={row.key}
              value={row.value}
              onChange={(value) => replace({ ...row, value })}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('common.rowAction', {
                action: t('tags.edit.remove'),
                what: row.key ?? t('tags.edit.newRow'),
              })}
              onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
            />
          </div>
        ))}
      </div>
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined />}
        disabled={rows.length >= tagLimits.tagsOfResource}
        onClick={() => onChange([...rows, { id: nextId }])}
      >
        {t('tags.edit.add')}
      </Button>
    </div>
  )
}
