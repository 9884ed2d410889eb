import { createTags } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../../app/use-list-page.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyList } from '../../../design/EmptyList.tsx'
import { PagedTable } from '../../../design/PagedTable.tsx'
import type { ListedTag } from './tag-list-params.ts'
import type { TagDialog } from './TagDialogs.tsx'
import { useTagColumns } from './use-tag-columns.tsx'

interface TagsTableProps {
  readonly list: ListPage<ListedTag>
  readonly onOpen: (dialog: TagDialog) => void
}

export function TagsTable({ list, onOpen }: TagsTableProps) {
  const { t } = useTranslation()
  return (
    <PagedTable<ListedTag>
      list={list}
      rowKey="id"
      columns={useTagColumns(onOpen)}
      filterKey=""
      width={720}
      totalText={(total) => t('tags.total', { total })}
      empty={<NoTags list={list} onOpen={onOpen} />}
    />
  )
}

function NoTags({ list, onOpen }: TagsTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyList
      list={list}
      isNarrowed={list.address.keyword !== ''}
      noMatch={t('tags.noMatch.title')}
      clear={t('tags.noMatch.clear')}
      title={t('tags.empty.title')}
      hint={t('tags.empty.hint')}
    >
      <Allowed action={createTags}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('tags.create.action')}
        </Button>
      </Allowed>
    </EmptyList>
  )
}
