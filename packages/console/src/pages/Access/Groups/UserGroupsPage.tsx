import { listUserGroups } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ListAddress } from '../../../app/use-list-address.ts'
import { useListPage } from '../../../app/use-list-page.ts'
import { Page } from '../../../design/Page.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { userGroupAddress } from './user-group-address.ts'
import { UserGroupDialogs } from './UserGroupDialogs.tsx'
import type { UserGroupDialog } from './UserGroupDialogs.tsx'
import { UserGroupsTable } from './UserGroupsTable.tsx'
import { UserGroupsToolbar } from './UserGroupsToolbar.tsx'

const listDefaults = { size: 20, sizes: [20, 50, 100] }
const KEYWORD_LENGTH = 128

/** 用户组: sets of sub-users that share policies. Search and page live in the address. */
export function UserGroupsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { dialog, open, close } = useDialog<UserGroupDialog>()
  const list = useListPage(listUserGroups, {
    defaults: listDefaults,
    params: userGroupListParams,
    read: ({ GroupInfo, TotalNum }) => ({ rows: GroupInfo, total: TotalNum }),
  })

  return (
    <Page title={t('usergroups.title')} description={t('usergroups.description')}>
      <UserGroupsToolbar
        keyword={list.address.keyword}
        selected={list.selected}
        onSearch={(keyword) => list.change({ keyword })}
        onOpen={open}
      />
      <UserGroupsTable list={list} onOpen={open} />
      <UserGroupDialogs
        dialog={dialog}
        onClose={close}
        onCreated={(groupId) => void navigate(userGroupAddress(groupId))}
        onDeleted={(ids) => list.unselect(({ GroupId }) => ids.includes(GroupId))}
      />
    </Page>
  )
}

function userGroupListParams({ keyword, page, size }: ListAddress) {
  return {
    Page: page,
    Rp: size,
    ...(keyword === '' ? {} : { Keyword: keyword.slice(0, KEYWORD_LENGTH) }),
  }
}
