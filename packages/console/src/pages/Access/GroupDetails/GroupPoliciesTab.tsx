import { PlusOutlined } from '@ant-design/icons'
import { attachGroupPolicy, detachGroupPolicy, listAttachedGroupPolicies } from '@yanshu/protocol'
import type { AttachPolicyInfo } from '@yanshu/protocol'
import { Button } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { groupResource } from '../access-resources.ts'
import { ATTACHED_PAGE_SIZE, AttachedPoliciesTable } from '../AttachedPoliciesTable.tsx'
import { DetachPolicyButton } from '../DetachPolicyButton.tsx'
import type { UserGroupDialog } from '../Groups/UserGroupDialogs.tsx'
import type { UserGroupDetails } from './UserGroupDetailsPage.tsx'

interface GroupPoliciesTabProps {
  readonly group: UserGroupDetails
  readonly onOpen: (dialog: UserGroupDialog) => void
}

/** What the group grants to each of its members. */
export function GroupPoliciesTab({ group, onOpen }: GroupPoliciesTabProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const policies = useActionQuery(
    listAttachedGroupPolicies,
    { TargetGroupId: group.GroupId, Page: page, Rp: ATTACHED_PAGE_SIZE },
    { keepPrevious: true },
  )
  const columns = useColumns(group)
  return (
    <>
      <div className="ys-toolbar">
        <Allowed action={attachGroupPolicy} resource={groupResource(group.GroupId)}>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => onOpen({ kind: 'authorize', groups: [group] })}
          >
            {t('access.associate.title')}
          </Button>
        </Allowed>
      </div>
      <AttachedPoliciesTable
        query={policies}
        policies={policies.data?.List}
        total={policies.data?.TotalNum}
        page={page}
        columns={columns}
        width={700}
        empty={
          <EmptyState
            title={t('usergroups.noPolicies.title')}
            hint={t('usergroups.noPolicies.hint')}
          />
        }
        onPage={setPage}
      />
    </>
  )
}

function useColumns(group: UserGroupDetails): TableColumnsType<AttachPolicyInfo> {
  const { t } = useTranslation()
  return [
    {
      title: t('access.policy.name'),
      dataIndex: 'PolicyName',
      render: (name: string, { Remark }) => (
        <>
          <div>{name}</div>
          {Remark !== '' && <div className="ys-quiet">{Remark}</div>}
        </>
      ),
    },
    {
      title: t('access.policy.type'),
      dataIndex: 'PolicyType',
      width: 130,
      render: (type: AttachPolicyInfo['PolicyType']) =>
        t(type === 'QCS' ? 'access.policy.preset' : 'access.policy.custom'),
    },
    {
      title: t('users.permissions.attached'),
      dataIndex: 'AddTime',
      width: 160,
      render: (time: string) => <span className="ys-digits">{time}</span>,
    },
    {
      title: t('access.actions'),
      key: 'actions',
      fixed: 'end',
      width: 100,
      render: (_, { PolicyId, PolicyName }) => (
        <DetachPolicyButton
          action={detachGroupPolicy}
          params={{ PolicyId, DetachGroupId: group.GroupId }}
          list={listAttachedGroupPolicies}
          resource={groupResource(group.GroupId)}
          policy={PolicyName}
          who={group.GroupName}
        />
      ),
    },
  ]
}
