import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { ListTable } from '../../../design/ListTable.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import { UserSummary } from './UserSummary.tsx'
import { useUserColumns } from './use-user-columns.tsx'
import type { UserRow } from './user-row.ts'

interface UsersTableProps {
  /** All that were found; the table shows a page of them. */
  readonly users: readonly UserRow[]
  readonly loading: boolean
  readonly pageSizes: number[]
  readonly address: ListAddress
  readonly selected: readonly UserRow[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly UserRow[]) => void
  readonly onOpen: (dialog: UserDialog) => void
}

export function UsersTable(props: UsersTableProps) {
  const { t } = useTranslation()
  const { users, address } = props
  const columns = useUserColumns(props.onOpen)
  const start = (address.page - 1) * address.size
  return (
    <ListTable<UserRow>
      rowKey="Name"
      columns={columns}
      filterKey=""
      width={1080}
      rows={users.slice(start, start + address.size)}
      total={users.length}
      totalText={(total) => t('users.total', { total })}
      loading={props.loading}
      pageSizes={props.pageSizes}
      address={address}
      selected={props.selected}
      isFixed={(user) => user.isRoot}
      expandable={{
        columnWidth: 36,
        fixed: 'start',
        rowExpandable: (user) => !user.isRoot,
        expandedRowRender: renderSummary,
      }}
      empty={<NoUsers onClear={() => props.onChange({ keyword: '' })} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
    />
  )
}

const renderSummary = (user: UserRow) => <UserSummary user={user} />

/** The root account is always there, so the list is empty only where nobody is found. */
function NoUsers({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('users.noMatch')}>
      <Button onClick={onClear}>{t('access.clear')}</Button>
    </EmptyState>
  )
}
