import type { GroupItem, GroupType } from '@yanshu/protocol'
import { dismissGroups, groupTypes, sendGroupMessages } from '@yanshu/protocol'
import { Button } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyButton } from '../../design/CopyButton.tsx'
import { formatDateTime } from '../../design/format.ts'
import type { GroupDialog } from './GroupDialogs.tsx'
import { groupAddress } from './group-list-params.ts'

/** The columns of the list of groups, with the actions of a row at the end. */
export function useGroupColumns(
  appId: number,
  filter: string,
  onOpen: (dialog: GroupDialog) => void,
): TableColumnsType<GroupItem> {
  const { t } = useTranslation()
  return [
    {
      title: t('groups.table.groupId'),
      dataIndex: 'GroupId',
      width: 210,
      render: (groupId: string) => (
        <span className="ys-copy-text">
          <Link className="ys-mono" to={groupAddress(appId, groupId)}>
            {groupId}
          </Link>
          <CopyButton text={groupId} label={groupId} />
        </span>
      ),
    },
    { title: t('groups.table.name'), dataIndex: 'Name', ellipsis: true },
    {
      title: t('groups.table.owner'),
      dataIndex: 'OwnerUserID',
      width: 130,
      ellipsis: true,
      render: (owner: string) => (owner === '' ? '-' : <span className="ys-mono">{owner}</span>),
    },
    {
      title: t('groups.table.type'),
      dataIndex: 'Type',
      key: 'Type',
      width: 172,
      filters: groupTypes.map((type) => ({ value: type, text: t(`groups.types.${type}`) })),
      filterMultiple: false,
      filteredValue: filter === '' ? null : [filter],
      render: (type: GroupType) => t(`groups.types.${type}`),
    },
    {
      title: t('groups.table.members'),
      dataIndex: 'MemberNum',
      width: 84,
      align: 'end',
      render: (members: number) => (
        <span className="ys-digits">{t('groups.table.count', { count: members })}</span>
      ),
    },
    {
      title: t('groups.table.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: number) => <span className="ys-digits">{formatDateTime(time)}</span>,
    },
    {
      title: t('groups.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 226,
      render: (_, row) => <RowActions appId={appId} group={row} onOpen={onOpen} />,
    },
  ]
}

interface RowActionsProps {
  readonly appId: number
  readonly group: GroupItem
  readonly onOpen: (dialog: GroupDialog) => void
}

function RowActions({ appId, group, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const { GroupId } = group
  const nameOf = (action: string) => t('common.rowAction', { action, what: GroupId })
  return (
    <span className="ys-row-actions">
      <Link
        className="ys-row-link"
        to={groupAddress(appId, GroupId)}
        aria-label={nameOf(t('groups.table.details'))}
      >
        {t('groups.table.details')}
      </Link>
      <Allowed action={sendGroupMessages}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('groups.table.send'))}
          onClick={() => onOpen({ kind: 'send', groupIds: [GroupId] })}
        >
          {t('groups.table.send')}
        </Button>
      </Allowed>
      <Allowed action={dismissGroups}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={nameOf(t('groups.table.dismiss'))}
          onClick={() => onOpen({ kind: 'dismiss', groupIds: [GroupId] })}
        >
          {t('groups.table.dismiss')}
        </Button>
      </Allowed>
    </span>
  )
}
