import { createGroupAction } from '@yanshu/protocol'
import type { GroupItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ListTable } from '../../design/ListTable.tsx'
import type { GroupDialog } from './GroupDialogs.tsx'
import { pageSizes } from './group-list-params.ts'
import { useGroupColumns } from './use-group-columns.tsx'

interface GroupsTableProps {
  readonly appId: number
  readonly groups: readonly GroupItem[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly GroupItem[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly GroupItem[]) => void
  readonly onOpen: (dialog: GroupDialog) => void
}

export function GroupsTable(props: GroupsTableProps) {
  const { t } = useTranslation()
  const { address } = props
  const columns = useGroupColumns(props.appId, address.filter, props.onOpen)
  return (
    <ListTable<GroupItem>
      rowKey="GroupId"
      columns={columns}
      filterKey="Type"
      width={1170}
      rows={props.groups}
      total={props.total}
      totalText={(total) => t('groups.table.total', { total })}
      loading={props.loading}
      pageSizes={pageSizes}
      address={address}
      selected={props.selected}
      empty={<NoGroups {...props} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
    />
  )
}

function NoGroups({ address, onChange, onOpen }: GroupsTableProps) {
  const { t } = useTranslation()
  if (address.keyword !== '' || address.filter !== '') {
    return (
      <EmptyState title={t('groups.noMatch.title')}>
        <Button onClick={() => onChange({ keyword: '', filter: '' })}>
          {t('groups.noMatch.clear')}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('groups.empty.title')} hint={t('groups.empty.hint')}>
      <Allowed action={createGroupAction}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('groups.toolbar.create')}
        </Button>
      </Allowed>
    </EmptyState>
  )
}
