import type { GroupDetails, GroupMemberItem } from '@yanshu/protocol'
import { describeGroupMembers, groupRoles } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useLastPage, useListAddress } from '../../app/use-list-address.ts'
import type { ListAddress } from '../../app/use-list-address.ts'
import { LoadFailure } from '../../design/LoadFailure.tsx'
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

/** 群成员管理 (C-150 to C-152); live rooms keep no list of members. */
export function MembersTab({ appId, group }: MembersTabProps) {
  const { t } = useTranslation()
  if (group.Type !== 'AVChatRoom') return <Members appId={appId} group={group} />
  return (
    <Alert type="info" showIcon title={t('groups.members.live', { members: group.MemberNum })} />
  )
}

function Members({ appId, group }: MembersTabProps) {
  const [address, change] = useListAddress(listDefaults)
  const [selected, setSelected] = useState<readonly GroupMemberItem[]>([])
  const { dialog, open, close } = useDialog<MemberDialog>()
  const list = useActionQuery(
    describeGroupMembers,
    memberListParams(appId, group.GroupId, address),
    { keepPrevious: true },
  )
  useLastPage(list.isPlaceholderData ? undefined : list.data?.TotalCount, address, change)
  return (
    <>
      <MembersToolbar
        keyword={address.keyword}
        selected={selected}
        onSearch={(keyword) => change({ keyword })}
        onOpen={open}
      />
      {list.isError ? (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <MembersTable
          groupType={group.Type}
          members={list.data?.MemberList ?? []}
          total={list.data?.TotalCount ?? 0}
          loading={list.isPending || list.isPlaceholderData}
          address={address}
          selected={selected}
          onChange={change}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      <MemberDialogs
        appId={appId}
        group={group}
        dialog={dialog}
        onClose={close}
        onRemoved={(ids) => setSelected((rows) => rows.filter((row) => !ids.includes(row.UserID)))}
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
