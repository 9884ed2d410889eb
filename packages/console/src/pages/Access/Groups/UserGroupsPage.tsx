import { listUserGroups } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { useLastPage, useListAddress } from '../../../app/use-list-address.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { userGroupAddress } from './user-group-address.ts'
import { UserGroupDialogs } from './UserGroupDialogs.tsx'
import type { UserGroup, UserGroupDialog } from './UserGroupDialogs.tsx'
import { UserGroupsTable } from './UserGroupsTable.tsx'
import { UserGroupsToolbar } from './UserGroupsToolbar.tsx'

const pageSizes = [20, 50, 100]
const listDefaults = { size: 20, sizes: pageSizes }
const KEYWORD_LENGTH = 128

/** 用户组: sets of sub-users that share policies. Search and page live in the address. */
export function UserGroupsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly UserGroup[]>([])
  const { dialog, open, close } = useDialog<UserGroupDialog>()
  const keyword = address.keyword.slice(0, KEYWORD_LENGTH)
  const list = useActionQuery(
    listUserGroups,
    { Page: address.page, Rp: address.size, ...(keyword === '' ? {} : { Keyword: keyword }) },
    { keepPrevious: true },
  )
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalNum, address, change)
  const unselect = (ids: readonly number[]) =>
    setSelected((rows) => rows.filter(({ GroupId }) => !ids.includes(GroupId)))

  return (
    <Page title={t('usergroups.title')} description={t('usergroups.description')}>
      <UserGroupsToolbar
        keyword={address.keyword}
        selected={selected}
        onSearch={(next) => change({ keyword: next })}
        onOpen={open}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <UserGroupsTable
          groups={list.data?.GroupInfo ?? []}
          total={list.data?.TotalNum ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          pageSizes={pageSizes}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <UserGroupDialogs
        dialog={dialog}
        onClose={close}
        onCreated={(groupId) => void navigate(userGroupAddress(groupId))}
        onDeleted={unselect}
      />
    </Page>
  )
}
