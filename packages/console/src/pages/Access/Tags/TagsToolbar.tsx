import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { createTags, deleteTags } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { TagKeySelect, TagValueSelect } from '../../../tags/TagSelects.tsx'
import '../../../tags/tags.css'
import type { ListedTag } from './tag-list-params.ts'
import type { TagDialog } from './TagDialogs.tsx'

interface TagsToolbarProps {
  readonly address: ListAddress
  readonly selected: readonly ListedTag[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onOpen: (dialog: TagDialog) => void
}

/** Create, delete, and search by key and value. */
export function TagsToolbar({ address, selected, onChange, onOpen }: TagsToolbarProps) {
  const { t } = useTranslation()
  const key = address.keyword === '' ? undefined : address.keyword
  const value = address.filter === '' ? undefined : address.filter
  return (
    <div className="ys-toolbar" role="toolbar" aria-label={t('tags.list')}>
      <Allowed action={createTags}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onOpen({ kind: 'create' })}>
          {t('tags.create.action')}
        </Button>
      </Allowed>
      <Allowed action={deleteTags}>
        <Button
          icon={<DeleteOutlined />}
          disabled={selected.length === 0}
          onClick={() => onOpen({ kind: 'delete', tags: selected })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
      <div className="ys-toolbar__end ys-row" role="search">
        <TagKeySelect
          clearable
          value={key}
          onChange={(chosen = '') => onChange({ keyword: chosen, filter: '' })}
        />
        <TagValueSelect
          clearable
          tagKey={key}
          value={value}
          onChange={(chosen = '') => onChange({ filter: chosen })}
        />
      </div>
    </div>
  )
}
