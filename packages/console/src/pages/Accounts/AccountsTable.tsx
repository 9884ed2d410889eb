import type { AccountItem } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { selectionTotal } from '../../design/SelectionTotal.tsx'
import type { AccountDialog } from './AccountDialogs.tsx'
import { pageSizes } from './account-list-params.ts'
import { useAccountColumns } from './use-account-columns.tsx'

interface AccountsTableProps {
  readonly accounts: readonly AccountItem[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly selected: readonly AccountItem[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly AccountItem[]) => void
  readonly onOpen: (dialog: AccountDialog) => void
}

export function AccountsTable(props: AccountsTableProps) {
  const { t } = useTranslation()
  const { address, onChange } = props
  const columns = useAccountColumns(address.filter, props.onOpen)
  return (
    <Table<AccountItem>
      className="ys-table"
      rowKey="UserID"
      size="small"
      scroll={{ x: 1040 }}
      loading={props.loading}
      dataSource={props.accounts}
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
        emptyText: props.loading ? <div className="ys-empty" /> : <NoAccounts {...props} />,
      }}
      pagination={{
        current: address.page,
        pageSize: address.size,
        pageSizeOptions: pageSizes,
        total: props.total,
        showSizeChanger: true,
        showTotal: (total) =>
          selectionTotal({
            total: t('accounts.table.total', { total }),
            selected: props.selected.length,
            onClear: () => props.onSelect([]),
          }),
        onChange: (page, size) => onChange(size === address.size ? { page } : { size }),
      }}
      onChange={(_, filters, __, { action }) => {
        if (action === 'filter') onChange({ filter: String(filters['AccountType']?.[0] ?? '') })
      }}
    />
  )
}

function NoAccounts({ address, onChange, onOpen }: AccountsTableProps) {
  const { t } = useTranslation()
  if (address.keyword !== '' || address.filter !== '') {
    return (
      <EmptyState title={t('accounts.noMatch.title')}>
        <Button onClick={() => onChange({ keyword: '', filter: '' })}>
          {t('accounts.noMatch.clear')}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('accounts.empty.title')} hint={t('accounts.empty.hint')}>
      <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
        {t('accounts.toolbar.create')}
      </Button>
    </EmptyState>
  )
}
