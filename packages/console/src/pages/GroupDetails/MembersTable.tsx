import type { GroupMemberItem, GroupType } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { selectionTotal } from '../../design/SelectionTotal.tsx'
import { pageSizes } from '../Groups/group-list-params.ts'
import type { MemberDialog } from './MemberDialogs.tsx'
import { useMemberColumns } from './use-member-columns.tsx'

interface MembersTableProps {
  readonly groupType: GroupType
  readonly members: readonly GroupMemberItem[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly GroupMemberItem[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly GroupMemberItem[]) => void
  readonly onOpen: (dialog: MemberDialog) => void
}

export function MembersTable(props: MembersTableProps) {
  const { t } = useTranslation()
  const { address, onChange } = props
  const columns = useMemberColumns(address.filter, props.onOpen)
  return (
    <Table<GroupMemberItem>
      className="ys-table"
      rowKey="UserID"
      size="small"
      scroll={{ x: 1120 }}
      loading={props.loading}
      dataSource={props.members}
      columns={columns}
      rowSelection={{
        columnWidth: 44,
        fixed: true,
        preserveSelectedRowKeys: true,
        selectedRowKeys: props.selected.map((row) => row.UserID),
        onChange: (_, rows) => props.onSelect(rows.filter((row) => row !== undefined)),
        getCheckboxProps: (row) => ({ 'aria-label': row.UserID }),
      }}
      locale={{
        emptyText: props.loading ? <div className="ys-empty" /> : <NoMembers {...props} />,
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
        if (action === 'filter') onChange({ filter: String(filters['Role']?.[0] ?? '') })
      }}
    />
  )
}

function NoMembers({ address, onChange, onOpen }: MembersTableProps) {
  const { t } = useTranslation()
  if (address.keyword !== '' || address.filter !== '') {
    return (
      <EmptyState title={t('groups.members.noMatch')}>
        <Button onClick={() => onChange({ keyword: '', filter: '' })}>
          {t('groups.noMatch.clear')}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('groups.members.empty.title')} hint={t('groups.members.empty.hint')}>
      <Button type="primary" onClick={() => onOpen({ kind: 'add' })}>
        {t('groups.members.add')}
      </Button>
    </EmptyState>
  )
}
