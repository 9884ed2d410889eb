import { createGroupAction } from '@yanshu/protocol'
import type { GroupItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../app/use-list-page.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyList } from '../../design/EmptyList.tsx'
import { PagedTable } from '../../design/PagedTable.tsx'
import type { GroupDialog } from './GroupDialogs.tsx'
import { useGroupColumns } from './use-group-columns.tsx'

interface GroupsTableProps {
  readonly appId: number
  readonly list: ListPage<GroupItem>
  readonly onOpen: (dialog: GroupDialog) => void
}

export function GroupsTable({ appId, list, onOpen }: GroupsTableProps) {
  const { t } = useTranslation()
  const columns = useGroupColumns(appId, list.address.filter, onOpen)
  return (
    <PagedTable<GroupItem>
      list={list}
      rowKey="GroupId"
      columns={columns}
      filterKey="Type"
      width={1170}
      totalText={(total) => t('groups.table.total', { total })}
      empty={<NoGroups list={list} onOpen={onOpen} />}
    />
  )
}

function NoGroups({ list, onOpen }: Omit<GroupsTableProps, 'appId'>) {
  const { t } = useTranslation()
  return (
    <EmptyList
      list={list}
      noMatch={t('groups.noMatch.title')}
      clear={t('groups.noMatch.clear')}
      title={t('groups.empty.title')}
      hint={t('groups.empty.hint')}
    >
      <Allowed action={createGroupAction}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('groups.toolbar.create')}
        </Button>
      </Allowed>
    </EmptyList>
  )
}
