import { createTags } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { ListTable } from '../../../design/ListTable.tsx'
import { listDefaults } from './tag-list-params.ts'
import type { ListedTag } from './tag-list-params.ts'
import type { TagDialog } from './TagDialogs.tsx'
import { useTagColumns } from './use-tag-columns.tsx'

interface TagsTableProps {
  readonly tags: readonly ListedTag[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly ListedTag[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (tags: readonly ListedTag[]) => void
  readonly onOpen: (dialog: TagDialog) => void
}

export function TagsTable(props: TagsTableProps) {
  const { t } = useTranslation()
  const { address, onChange, onOpen } = props
  const isNarrowed = address.keyword !== ''
  const empty = isNarrowed ? (
    <EmptyState title={t('tags.noMatch.title')}>
      <Button onClick={() => onChange({ keyword: '', filter: '' })}>
        {t('tags.noMatch.clear')}
      </Button>
    </EmptyState>
  ) : (
    <EmptyState title={t('tags.empty.title')} hint={t('tags.empty.hint')}>
      <Allowed action={createTags}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('tags.create.action')}
        </Button>
      </Allowed>
    </EmptyState>
  )
  return (
    <ListTable<ListedTag>
      rowKey="id"
      filterKey=""
      width={720}
      columns={useTagColumns(onOpen)}
      rows={props.tags}
      total={props.total}
      totalText={(total) => t('tags.total', { total })}
      loading={props.loading}
      pageSizes={listDefaults.sizes}
      address={address}
      selected={props.selected}
      empty={empty}
      onChange={onChange}
      onSelect={props.onSelect}
    />
  )
}
