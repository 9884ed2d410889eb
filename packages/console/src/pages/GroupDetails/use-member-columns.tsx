import type { GroupMemberItem, GroupRole } from '@yanshu/protocol'
import {
  groupRoles,
  modifyGroupAction,
  modifyGroupMember,
  removeGroupMembers,
} from '@yanshu/protocol'
import { Button, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { formatDateTime } from '../../design/format.ts'
import type { MemberDialog } from './MemberDialogs.tsx'
import { isMutedForEver } from './mute-choices.ts'

/** The columns of the list of members, with the actions of a row at the end. */
export function useMemberColumns(
  filter: string,
  onOpen: (dialog: MemberDialog) => void,
): TableColumnsType<GroupMemberItem> {
  const { t } = useTranslation()
  return [
    {
      title: t('groups.members.userId'),
      dataIndex: 'UserID',
      width: 160,
      render: (userId: string) => <CopyText text={userId} label={userId} />,
    },
    {
      title: t('groups.members.nick'),
      dataIndex: 'Nick',
      ellipsis: true,
      render: (nick: string) => nick || '-',
    },
    {
      title: t('groups.members.nameCard'),
      dataIndex: 'NameCard',
      ellipsis: true,
      render: (card: string) => card || '-',
    },
    { title: t('groups.members.joined'), dataIndex: 'JoinTime', width: 160, render: timeOrDash },
    {
      title: t('groups.members.lastSent'),
      dataIndex: 'LastSendMsgTime',
      width: 160,
      render: timeOrDash,
    },
    {
      title: t('groups.members.role'),
      dataIndex: 'Role',
      key: 'Role',
      width: 180,
      filters: groupRoles.map((role) => ({ value: role, text: t(`groups.roles.${role}`) })),
      filterMultiple: false,
      filteredValue: filter === '' ? null : [filter],
      render: (_, row) => <RoleAndMute member={row} />,
    },
    {
      title: t('groups.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 206,
      render: (_, row) => <RowActions member={row} onOpen={onOpen} />,
    },
  ]
}

function timeOrDash(seconds: number) {
  return seconds === 0 ? '-' : <span className="ys-digits">{formatDateTime(seconds)}</span>
}

function RoleAndMute({ member }: { member: GroupMemberItem }) {
  const { t } = useTranslation()
  const { Role, MuteUntil } = member
  return (
    <span className="ys-row">
      {t(`groups.roles.${Role satisfies GroupRole}`)}
      {MuteUntil > 0 && (
        <Tag color="warning">
          {isMutedForEver(MuteUntil)
            ? t('groups.members.mutedForever')
            : t('groups.members.mutedUntil', { time: formatDateTime(MuteUntil) })}
        </Tag>
      )}
    </span>
  )
}

interface RowActionsProps {
  readonly member: GroupMemberItem
  readonly onOpen: (dialog: MemberDialog) => void
}

function RowActions({ member, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const { UserID, Role } = member
  const nameOf = (action: string) => t('common.rowAction', { action, what: UserID })
  return (
    <span className="ys-row-actions">
      <Allowed action={modifyGroupMember}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('common.edit'))}
          onClick={() => onOpen({ kind: 'edit', member })}
        >
          {t('common.edit')}
        </Button>
      </Allowed>
      <Allowed action={modifyGroupAction}>
        <Button
          type="link"
          size="small"
          disabled={Role === 'Owner'}
          aria-label={nameOf(t('groups.members.transfer'))}
          onClick={() => onOpen({ kind: 'transfer', userId: UserID })}
        >
          {t('groups.members.transfer')}
        </Button>
      </Allowed>
      <Allowed action={removeGroupMembers}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={nameOf(t('common.delete'))}
          onClick={() => onOpen({ kind: 'remove', userIds: [UserID] })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}
