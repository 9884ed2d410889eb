import { PlusOutlined } from '@ant-design/icons'
import {
  attachGroupPolicy,
  detachGroupPolicy,
  listAttachedGroupPolicies,
  listAttachedUserAllPolicies,
  listEntitiesForPolicy,
  listPolicies,
} from '@yanshu/protocol'
import type { AttachPolicyInfo } from '@yanshu/protocol'
import { App, Button } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { groupResource } from '../access-resources.ts'
import { ATTACHED_PAGE_SIZE, AttachedPoliciesTable } from '../AttachedPoliciesTable.tsx'
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
      render: (_, policy) => <DetachButton group={group} policy={policy} />,
    },
  ]
}

function DetachButton({ group, policy }: { group: UserGroupDetails; policy: AttachPolicyInfo }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const { PolicyId, PolicyName } = policy
  const detach = useActionMutation(detachGroupPolicy, {
    refreshes: [
      listAttachedGroupPolicies,
      listAttachedUserAllPolicies,
      listEntitiesForPolicy,
      listPolicies,
    ],
    onSuccess: () => toast(t('access.detach.done')),
  })
  const ask = () =>
    modal.confirm({
      title: t('access.detach.title'),
      content: t('access.detach.text', { policy: PolicyName, who: group.GroupName }),
      okText: t('access.detach.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () =>
        detach.mutateAsync({ PolicyId, DetachGroupId: group.GroupId }).catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Allowed action={detachGroupPolicy} resource={groupResource(group.GroupId)}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={t('common.rowAction', {
            action: t('access.detach.action'),
            what: PolicyName,
          })}
          onClick={ask}
        >
          {t('access.detach.action')}
        </Button>
      </Allowed>
    </span>
  )
}
