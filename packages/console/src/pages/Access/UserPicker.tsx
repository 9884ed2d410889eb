import type { TableColumnType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PickLists } from './PickLists.tsx'
import { useUsers } from './Users/use-users.ts'
import { matchingUsers } from './Users/user-row.ts'
import type { UserRow } from './Users/user-row.ts'

interface UserPickerProps {
  readonly picked: readonly UserRow[]
  readonly onPick: (picked: readonly UserRow[]) => void
  /** Uins of those who are there already. */
  readonly held?: ReadonlySet<number>
}

const PAGE_SIZE = 50

/** Sub-users to tick, searched by whatever is known of them. */
export function UserPicker({ picked, onPick, held }: UserPickerProps) {
  const { t } = useTranslation()
  const [{ keyword, page }, setView] = useState({ keyword: '', page: 1 })
  const { users, isPending, error, refetch } = useUsers()
  const found = matchingUsers(
    users.filter((user) => !user.isRoot),
    keyword,
  )
  const columns: TableColumnType<UserRow>[] = [
    {
      title: t('users.fields.name'),
      dataIndex: 'Name',
      render: (name: string, { Remark }) => (
        <>
          <div>{name}</div>
          {Remark !== '' && <div className="ys-quiet">{Remark}</div>}
        </>
      ),
    },
    {
      title: t('users.fields.uin'),
      dataIndex: 'Uin',
      width: 130,
      render: (uin: number) => <span className="ys-mono">{uin}</span>,
    },
  ]
  return (
    <PickLists<UserRow>
      rowKey="Uin"
      nameOf={(user) => user.Name}
      columns={columns}
      pickedColumns={columns}
      title={t('access.pick.users', { total: found.length })}
      searchLabel={t('users.search')}
      onSearch={(next) => setView({ keyword: next, page: 1 })}
      rows={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      total={found.length}
      loading={isPending}
      error={error}
      onRetry={() => void refetch()}
      page={page}
      pageSize={PAGE_SIZE}
      onPage={(next) => setView((view) => ({ ...view, page: next }))}
      picked={picked}
      onPick={onPick}
      isHeld={({ Uin }) => held?.has(Uin) === true}
      empty={<EmptyState title={t('access.pick.noUsers')} />}
    />
  )
}
