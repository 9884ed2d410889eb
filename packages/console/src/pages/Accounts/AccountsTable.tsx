import { createAccount } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../app/use-list-page.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { EmptyList } from '../../design/EmptyList.tsx'
import { PagedTable } from '../../design/PagedTable.tsx'
import type { AccountDialog } from './AccountDialogs.tsx'
import { useAccountColumns } from './use-account-columns.tsx'

interface AccountsTableProps {
  readonly list: ListPage<AccountItem>
  readonly onOpen: (dialog: AccountDialog) => void
}

export function AccountsTable({ list, onOpen }: AccountsTableProps) {
  const { t } = useTranslation()
  const columns = useAccountColumns(list.address.filter, onOpen)
  return (
    <PagedTable<AccountItem>
      list={list}
      rowKey="UserID"
      columns={columns}
      filterKey="AccountType"
      width={1040}
      totalText={(total) => t('accounts.table.total', { total })}
      empty={<NoAccounts list={list} onOpen={onOpen} />}
    />
  )
}

function NoAccounts({ list, onOpen }: AccountsTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyList
      list={list}
      noMatch={t('accounts.noMatch.title')}
      clear={t('accounts.noMatch.clear')}
      title={t('accounts.empty.title')}
      hint={t('accounts.empty.hint')}
    >
      <Allowed action={createAccount}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('accounts.toolbar.create')}
        </Button>
      </Allowed>
    </EmptyList>
  )
}
