import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { ListTable } from '../../../design/ListTable.tsx'
import type { UserDialog } from './UserDialogs.tsx'
import { UserSummary } from './UserSummary.tsx'
import { useLastSignIns } from './use-last-sign-ins.ts'
import { useUserColumns } from './use-user-columns.tsx'
import type { UserColumn } from './user-columns.ts'
import type { UserRow } from './user-row.ts'

interface UsersTableProps {
  /** All that were found; the table shows a page of them. */
  readonly users: readonly UserRow[]
  readonly loading: boolean
  readonly pageSizes: number[]
  readonly address: ListAddress
  readonly selected: readonly UserRow[]
  /** The optional columns that are shown. */
  readonly shown: readonly UserColumn[]
  readonly onChange: (part: Partial<ListAddress>) => void
  readonly onSelect: (rows: readonly UserRow[]) => void
  readonly onOpen: (dialog: UserDialog) => void
}

export function UsersTable(props: UsersTableProps) {
  const { t } = useTranslation()
  const { users, address } = props
  const start = (address.page - 1) * address.size
  const rows = users.slice(start, start + address.size)
  const lastSignIns = useLastSignIns(rows, props.shown.includes('lastSignIn'))
  const { columns, width } = useUserColumns({ ...props, lastSignIns })
  return (
    <ListTable<UserRow>
      rowKey="Name"
      columns={columns}
      filterKey=""
      width={width}
      rows={rows}
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
      empty={<NoUsers {...props} />}
      onChange={props.onChange}
      onSelect={props.onSelect}
    />
  )
}

const renderSummary = (user: UserRow) => <UserSummary user={user} />

function NoUsers({ address, onChange }: UsersTableProps) {
  const { t } = useTranslation()
  if (address.keyword === '') return <EmptyState title={t('users.none')} />
  return (
    <EmptyState title={t('users.noMatch')}>
      <Button onClick={() => onChange({ keyword: '' })}>{t('access.clear')}</Button>
    </EmptyState>
  )
}
