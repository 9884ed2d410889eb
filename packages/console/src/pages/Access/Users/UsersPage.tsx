import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from 'antd'
import { useLastPage, useListAddress } from '../../../app/use-list-address.ts'
import { useShownColumns } from '../../../app/shown-columns.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import type { UserDialog } from './UserDialogs.tsx'
import { UserDialogs } from './UserDialogs.tsx'
import { UsersTable } from './UsersTable.tsx'
import { UsersToolbar } from './UsersToolbar.tsx'
import { useKeyOwner } from './use-key-owner.ts'
import { useUsers } from './use-users.ts'
import { userColumnChoice } from './user-columns.ts'
import { matchingUsers } from './user-row.ts'
import type { UserRow } from './user-row.ts'

const pageSizes = [20, 50, 100]
const listDefaults = { size: 20, sizes: pageSizes }

/** 用户列表: the root account and its sub-users. Search and page live in the address. */
export function UsersPage() {
  const { t } = useTranslation()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly UserRow[]>([])
  const { dialog, open, close } = useDialog<UserDialog>()
  const { users, isPending, error, refetch } = useUsers()
  const keyOwner = useKeyOwner(address.keyword)
  const [shown, choose] = useShownColumns(userColumnChoice)
  const isSearching = isPending || keyOwner.isPending
  const found = matchingUsers(users, address.keyword, keyOwner.uin)
  useLastPage(isSearching ? undefined : found.length, address, change)
  const failure = error ?? keyOwner.error
  const unselect = (names: readonly string[]) =>
    setSelected((rows) => rows.filter((row) => !names.includes(row.Name)))

  return (
    <Page title={t('users.title')} description={t('users.description')}>
      <Alert type="info" showIcon closable title={t('users.hint')} className="ys-gap-below" />
      <UsersToolbar
        keyword={address.keyword}
        selected={selected}
        maySearchKeys={keyOwner.mayAsk}
        shown={shown}
        onShow={choose}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {failure ? (
        <LoadFailure
          error={failure}
          onRetry={() => void (error ? refetch() : keyOwner.refetch())}
        />
      ) : (
        <UsersTable
          users={found}
          loading={isSearching}
          shown={shown}
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
