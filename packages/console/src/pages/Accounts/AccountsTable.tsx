import { createAccount } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ListTable } from '../../design/ListTable.tsx'
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
  const { address } = props
  const columns = useAccountColumns(address.filter, props.onOpen)
  return (
    <ListTable<AccountItem>
      rowKey="UserID"
      columns={columns}
      filterKey="AccountType"
      width={1040}
      rows={props.accounts}
      total={props.total}
      totalText={(total) => t('accounts.table.total', { total })}
      loading={props.loading}
      pageSizes={pageSizes}
      address={address}
      selected={props.selected}
      empty={<NoAccounts {...props} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
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
      <Allowed action={createAccount}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('accounts.toolbar.create')}
        </Button>
      </Allowed>
    </EmptyState>
  )
}
