import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from 'antd'
import { useLastPage, useListAddress } from '../../../app/use-list-address.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import type { UserDialog } from './UserDialogs.tsx'
import { UserDialogs } from './UserDialogs.tsx'
import { UsersTable } from './UsersTable.tsx'
import { UsersToolbar } from './UsersToolbar.tsx'
import { useUsers } from './use-users.ts'
import { matchingUsers } from './user-row.ts'
import type { UserRow } from './user-row.ts'

const pageSizes = [20, 50, 100]
const listDefaults = { size: 20, sizes: pageSizes }

/** 用户列表 (C-230, C-231): the root account and its sub-users. Search and page live in the address. */
export function UsersPage() {
  const { t } = useTranslation()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly UserRow[]>([])
  const { dialog, open, close } = useDialog<UserDialog>()
  const { users, isPending, error, refetch } = useUsers()
  const found = matchingUsers(users, address.keyword)
  useLastPage(isPending ? undefined : found.length, address, change)
  const unselect = (names: readonly string[]) =>
    setSelected((rows) => rows.filter((row) => !names.includes(row.Name)))

  return (
    <Page title={t('users.title')} description={t('users.description')}>
      <Alert type="info" showIcon closable title={t('users.hint')} className="ys-gap-below" />
      <UsersToolbar
        keyword={address.keyword}
        selected={selected}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {error ? (
        <LoadFailure error={error} onRetry={() => void refetch()} />
      ) : (
        <UsersTable
          users={found}
          loading={isPending}
          pageSizes={pageSizes}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <UserDialogs dialog={dialog} onClose={close} onDeleted={unselect} />
    </Page>
  )
}
