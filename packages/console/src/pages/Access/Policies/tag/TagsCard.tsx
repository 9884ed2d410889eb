import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { describeTagKeys, describeTagValues } from '@yanshu/protocol'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActionQuery } from '../../../../api/use-action-query.ts'
import { EmptyState } from '../../../../design/EmptyState.tsx'
import { Loaded } from '../../../../design/Loaded.tsx'
import { SettingsCard } from '../../../../design/SettingsCard.tsx'
import type { TagRow } from './tag-form.ts'

interface TagsCardProps {
  readonly rows: readonly TagRow[]
  readonly onChange: (rows: readonly TagRow[]) => void
}

/** As many as an account has keys, and a key values. */
const ALL = 1000

/** The tags an app must carry, one of them at least; they are chosen from those of the account. */
export function TagsCard({ rows, onChange }: TagsCardProps) {
  const { t } = useTranslation()
  const keys = useActionQuery(describeTagKeys, { Offset: 0, Limit: ALL })
  return (
    <SettingsCard title={t('policies.tag.tags')}>
      <Loaded query={keys}>
        {({ Tags }) =>
          Tags.length === 0 ? (
            <EmptyState title={t('policies.tag.empty.title')} hint={t('policies.tag.empty.hint')}>
              <Link to="/access/tags">{t('policies.tag.empty.link')}</Link>
            </EmptyState>
          ) : (
            <div className="ys-page-form">
              <p className="ys-dialog-hint">{t('policies.tag.tagsHint')}</p>
              {rows.map((row, at) => (
                <TagLine
                  // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
                  key={at}
                  row={row}
                  place={at + 1}
                  keys={Tags}
                  onChange={(changed) => onChange(rows.with(at, changed))}
                  {...(rows.length > 1 && {
                    onRemove: () => onChange(rows.filter((_, other) => other !== at)),
                  })}
                />
              ))}
              <Button
                size="small"
                icon={<PlusOutlined />}
                onClick={() => onChange([...rows, { key: '', values: [] }])}
              >
                {t('policies.tag.add')}
              </Button>
            </div>
          )
        }
      </Loaded>
    </SettingsCard>
  )
}

interface TagLineProps {
  readonly row: TagRow
  readonly place: number
  readonly keys: readonly string[]
  readonly onChange: (row: TagRow) => void
  /** Absent for the only line. */
  readonly onRemove?: () => void
}

function TagLine({ row, place, keys, onChange, onRemove }: TagLineProps) {
  const { t } = useTranslation()
  const values = useActionQuery(
    describeTagValues,
    { TagKeys: [row.key], Offset: 0, Limit: ALL },
    { enabled: row.key !== '' },
  )
  const offered = row.key === '' ? [] : (values.data?.Tags ?? [])
  return (
    <div className="ys-tag-row">
      <Select<string>
        aria-label={t('policies.tag.keyOf', { place })}
        placeholder={t('policies.tag.key')}
        showSearch
        value={row.key === '' ? null : row.key}
        options={keys.map((key) => ({ value: key, label: key }))}
        onChange={(key) => onChange({ key, values: [] })}
      />
      <Select<string[]>
        mode="multiple"
        aria-label={t('policies.tag.valueOf', { place })}
        placeholder={t('policies.tag.value')}
        disabled={row.key === ''}
        loading={values.isFetching}
        value={[...row.values]}
        options={offered.map(({ TagValue }) => ({ value: TagValue, label: TagValue }))}
        onChange={(chosen) => onChange({ ...row, values: chosen })}
      />
      {onRemove && (
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={t('policies.tag.remove', { place })}
          onClick={onRemove}
        />
      )}
    </div>
  )
}
