import type { GroupItem } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { selectionTotal } from '../../design/SelectionTotal.tsx'
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
  const { address, onChange } = props
  const columns = useGroupColumns(props.appId, address.filter, props.onOpen)
  return (
    <Table<GroupItem>
      className="ys-table"
      rowKey="GroupId"
      size="small"
      scroll={{ x: 1170 }}
      loading={props.loading}
      dataSource={props.groups}
      columns={columns}
      rowSelection={{
        columnWidth: 44,
        fixed: true,
        preserveSelectedRowKeys: true,
        selectedRowKeys: props.selected.map((row) => row.GroupId),
        onChange: (_, rows) => props.onSelect(rows.filter((row) => row !== undefined)),
        getCheckboxProps: (row) => ({ 'aria-label': row.GroupId }),
      }}
      locale={{
        emptyText: props.loading ? <div className="ys-empty" /> : <NoGroups {...props} />,
      }}
      pagination={{
        current: address.page,
        pageSize: address.size,
        pageSizeOptions: pageSizes,
        total: props.total,
        showSizeChanger: true,
        showTotal: (total) =>
          selectionTotal({
            total: t('groups.table.total', { total }),
            selected: props.selected.length,
            onClear: () => props.onSelect([]),
          }),
        onChange: (page, size) => onChange(size === address.size ? { page } : { size }),
      }}
      onChange={(_, filters, __, { action }) => {
        if (action === 'filter') onChange({ filter: String(filters['Type']?.[0] ?? '') })
      }}
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
      <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
        {t('groups.toolbar.create')}
      </Button>
    </EmptyState>
  )
}
