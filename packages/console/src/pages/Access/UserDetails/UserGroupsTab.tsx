import { PlusOutlined } from '@ant-design/icons'
import { addUserToGroup, listGroupsForUser } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { RemoveMemberButton } from '../Groups/RemoveMemberButton.tsx'
import { userGroupAddress } from '../Groups/user-group-address.ts'
import { AddToGroupsDialog } from '../Users/AddToGroupsDialog.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

type GroupOfUser = ActionResult<typeof listGroupsForUser>['GroupInfo'][number]

/** A user is in ten groups at the most, so one page shows them all. */
const MOST_GROUPS = 200

export function UserGroupsTab({ user }: { user: UserDetails }) {
  const groups = useActionQuery(listGroupsForUser, { SubUin: user.Uin, Page: 1, Rp: MOST_GROUPS })
  return (
    <Loaded query={groups}>{({ GroupInfo }) => <Groups user={user} groups={GroupInfo} />}</Loaded>
  )
}

function Groups({ user, groups }: { user: UserDetails; groups: readonly GroupOfUser[] }) {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<'add'>()
  const columns: TableColumnsType<GroupOfUser> = [
    {
      title: t('usergroups.fields.name'),
      dataIndex: 'GroupName',
      render: (name: string, { GroupId }) => <Link to={userGroupAddress(GroupId)}>{name}</Link>,
    },
    {
      title: t('usergroups.fields.remark'),
      dataIndex: 'Remark',
      ellipsis: true,
      render: (remark: string) => remark || '-',
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 120,
      render: (_, group) => <RemoveMemberButton group={group} user={user} what={group.GroupName} />,
    },
  ]
  return (
    <>
      <div className="ys-toolbar">
        <Allowed action={addUserToGroup}>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => open('add')}>
            {t('users.actions.addToGroups')}
          </Button>
        </Allowed>
      </div>
      <Table<GroupOfUser>
        className="ys-table"
        rowKey="GroupId"
        size="small"
        scroll={{ x: 600 }}
        dataSource={groups}
        columns={columns}
        pagination={false}
        locale={{
          emptyText: (
            <EmptyState title={t('users.groups.empty.title')} hint={t('users.groups.empty.hint')} />
          ),
        }}
      />
      {dialog === 'add' && (
        <AddToGroupsDialog
          users={[user]}
          held={new Set(groups.map(({ GroupId }) => GroupId))}
          onClose={close}
        />
      )}
    </>
  )
}
