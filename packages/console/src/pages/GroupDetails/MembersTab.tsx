import type { GroupDetails } from '@yanshu/protocol'
import { describeGroupMembers, groupRoles } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useListPage } from '../../app/use-list-page.ts'
import type { ListAddress } from '../../app/use-list-address.ts'
import { useDialog } from '../../design/use-dialog.ts'
import { listDefaults } from '../Groups/group-list-params.ts'
import { MemberDialogs } from './MemberDialogs.tsx'
import type { MemberDialog } from './MemberDialogs.tsx'
import { MembersTable } from './MembersTable.tsx'
import { MembersToolbar } from './MembersToolbar.tsx'

interface MembersTabProps {
  readonly appId: number
  readonly group: GroupDetails
}

/** 群成员管理; live rooms keep no list of members. */
export function MembersTab({ appId, group }: MembersTabProps) {
  const { t } = useTranslation()
  if (group.Type !== 'AVChatRoom') return <Members appId={appId} group={group} />
  return (
    <Alert type="info" showIcon title={t('groups.members.live', { members: group.MemberNum })} />
  )
}

function Members({ appId, group }: MembersTabProps) {
  const { dialog, open, close } = useDialog<MemberDialog>()
  const list = useListPage(describeGroupMembers, {
    defaults: listDefaults,
    params: (address) => memberListParams(appId, group.GroupId, address),
    read: ({ MemberList, TotalCount }) => ({ rows: MemberList, total: TotalCount }),
  })
  return (
    <>
      <MembersToolbar
        keyword={list.address.keyword}
        selected={list.selected}
        onSearch={(keyword) => list.change({ keyword })}
        onOpen={open}
      />
      <MembersTable list={list} onOpen={open} />
      <MemberDialogs
        appId={appId}
        group={group}
        dialog={dialog}
        onClose={close}
        onRemoved={(ids) => list.unselect(({ UserID }) => ids.includes(UserID))}
      />
    </>
  )
}

function memberListParams(appId: number, groupId: string, address: ListAddress) {
  const { keyword, filter, page, size } = address
  const role = groupRoles.find((candidate) => candidate === filter)
  return {
    SDKAppID: appId,
    GroupId: groupId,
    Offset: (page - 1) * size,
    Limit: size,
    ...(keyword === '' ? {} : { Keyword: keyword.slice(0, 32) }),
    ...(role === undefined ? {} : { Role: role }),
  }
}
