import {
  addUserToGroup,
  attachGroupPolicy,
  createUserGroup,
  deleteUserGroup,
} from '@yanshu/protocol'
import { Button } from 'antd'
import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ListPage } from '../../../app/use-list-page.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyList } from '../../../design/EmptyList.tsx'
import { PagedTable } from '../../../design/PagedTable.tsx'
import { userGroupAddress } from './user-group-address.ts'
import type { UserGroup, UserGroupDialog } from './UserGroupDialogs.tsx'

interface UserGroupsTableProps {
  readonly list: ListPage<UserGroup>
  readonly onOpen: (dialog: UserGroupDialog) => void
}

export function UserGroupsTable({ list, onOpen }: UserGroupsTableProps) {
  const { t } = useTranslation()
  return (
    <PagedTable<UserGroup>
      list={list}
      rowKey="GroupName"
      columns={columnsOf(t, onOpen)}
      filterKey=""
      width={860}
      totalText={(total) => t('usergroups.total', { total })}
      empty={<NoGroups list={list} onOpen={onOpen} />}
    />
  )
}

function columnsOf(
  t: TFunction,
  onOpen: (dialog: UserGroupDialog) => void,
): TableColumnsType<UserGroup> {
  return [
    {
      title: t('usergroups.fields.name'),
      dataIndex: 'GroupName',
      ellipsis: true,
      render: (name: string, { GroupId }) => <Link to={userGroupAddress(GroupId)}>{name}</Link>,
    },
    {
      title: t('usergroups.fields.id'),
      dataIndex: 'GroupId',
      width: 100,
      render: (id: number) => <span className="ys-mono">{id}</span>,
    },
    {
      title: t('usergroups.fields.remark'),
      dataIndex: 'Remark',
      ellipsis: true,
      render: (remark: string) => remark || '-',
    },
    {
      title: t('access.created'),
      dataIndex: 'CreateTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 240,
      render: (_, group) => <RowActions group={group} onOpen={onOpen} />,
    },
  ]
}

interface RowActionsProps {
  readonly group: UserGroup
  readonly onOpen: (dialog: UserGroupDialog) => void
}

function RowActions({ group, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const nameOf = (action: string) => t('common.rowAction', { action, what: group.GroupName })
  return (
    <span className="ys-row-actions">
      <Allowed action={attachGroupPolicy}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('users.actions.authorize'))}
          onClick={() => onOpen({ kind: 'authorize', groups: [group] })}
        >
          {t('users.actions.authorize')}
        </Button>
      </Allowed>
      <Allowed action={addUserToGroup}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('usergroups.addMembers.action'))}
          onClick={() => onOpen({ kind: 'members', group })}
        >
          {t('usergroups.addMembers.action')}
        </Button>
      </Allowed>
      <Allowed action={deleteUserGroup}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={nameOf(t('common.delete'))}
          onClick={() => onOpen({ kind: 'delete', groups: [group] })}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}

function NoGroups({ list, onOpen }: UserGroupsTableProps) {
  const { t } = useTranslation()
  return (
    <EmptyList
      list={list}
      isNarrowed={list.address.keyword !== ''}
      noMatch={t('usergroups.noMatch')}
      clear={t('access.clear')}
      title={t('usergroups.empty.title')}
      hint={t('usergroups.empty.hint')}
    >
      <Allowed action={createUserGroup}>
        <Button type="primary" onClick={() => onOpen({ kind: 'create' })}>
          {t('usergroups.create.action')}
        </Button>
      </Allowed>
    </EmptyList>
  )
}
