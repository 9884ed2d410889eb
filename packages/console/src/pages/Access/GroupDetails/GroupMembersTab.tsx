import { PlusOutlined } from '@ant-design/icons'
import { addUserToGroup } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { groupResource } from '../access-resources.ts'
import { RemoveMemberButton } from '../Groups/RemoveMemberButton.tsx'
import type { UserGroupDialog } from '../Groups/UserGroupDialogs.tsx'
import { userAddress } from '../Users/user-row.ts'
import type { UserGroupDetails } from './UserGroupDetailsPage.tsx'

type Member = UserGroupDetails['UserInfo'][number]

interface GroupMembersTabProps {
  readonly group: UserGroupDetails
  readonly onOpen: (dialog: UserGroupDialog) => void
}

/** Who is in the group: a hundred at the most, so they come with it. */
export function GroupMembersTab({ group, onOpen }: GroupMembersTabProps) {
  const { t } = useTranslation()
  const held = new Set(group.UserInfo.map(({ Uin }) => Uin))
  const columns: TableColumnsType<Member> = [
    {
      title: t('users.fields.name'),
      dataIndex: 'Name',
      render: (name: string) => <Link to={userAddress(name)}>{name}</Link>,
    },
    {
      title: t('users.fields.uin'),
      dataIndex: 'Uin',
      width: 150,
      render: (uin: number) => <span className="ys-mono">{uin}</span>,
    },
    {
      title: t('users.fields.remark'),
      dataIndex: 'Remark',
      ellipsis: true,
      render: (remark: string) => remark || '-',
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 120,
      render: (_, user) => <RemoveMemberButton group={group} user={user} what={user.Name} />,
    },
  ]
  return (
    <>
      <div className="ys-toolbar">
        <Allowed action={addUserToGroup} resource={groupResource(group.GroupId)}>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => onOpen({ kind: 'members', group, held })}
          >
            {t('usergroups.addMembers.action')}
          </Button>
        </Allowed>
      </div>
      <Table<Member>
        className="ys-table"
        rowKey="Uin"
        size="small"
        scroll={{ x: 700 }}
        dataSource={group.UserInfo}
        columns={columns}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: (
            <EmptyState
              title={t('usergroups.noMembers.title')}
              hint={t('usergroups.noMembers.hint')}
            />
          ),
        }}
      />
    </>
  )
}
