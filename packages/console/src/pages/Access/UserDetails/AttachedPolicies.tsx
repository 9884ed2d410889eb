import { PlusOutlined } from '@ant-design/icons'
import { attachUserPolicy, listAttachedUserAllPolicies } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { userResource } from '../access-resources.ts'
import { AssociatePoliciesDialog } from '../AssociatePoliciesDialog.tsx'
import { useAttachedColumns } from './use-attached-columns.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

export type AttachedPolicy = ActionResult<typeof listAttachedUserAllPolicies>['PolicyList'][number]

const PAGE_SIZE = 20

/** 关联策略, 解除 (C-249, C-250): all that grants a user something, and by which way. */
export function AttachedPolicies({ user }: { user: UserDetails }) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const { dialog, open, close } = useDialog<'associate'>()
  const columns = useAttachedColumns(user)
  const policies = useActionQuery(
    listAttachedUserAllPolicies,
    { TargetUin: user.Uin, Page: page, Rp: PAGE_SIZE, AttachType: 0 },
    { keepPrevious: true },
  )
  const hasSome = (policies.data?.TotalNum ?? 0) > 0
  const button = (
    <Allowed action={attachUserPolicy} resource={userResource(user.Uin)}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => open('associate')}>
        {t(hasSome ? 'access.associate.title' : 'users.permissions.add')}
      </Button>
    </Allowed>
  )
  return (
    <>
      {hasSome && <div className="ys-toolbar">{button}</div>}
      {policies.isError ? (
        <LoadFailure error={policies.error} onRetry={() => void policies.refetch()} />
      ) : (
        <Table<AttachedPolicy>
          className="ys-table"
          rowKey="PolicyId"
          size="small"
          scroll={{ x: 760 }}
          loading={policies.isPending || policies.isPlaceholderData}
          dataSource={policies.data?.PolicyList ?? []}
          columns={columns}
          pagination={{
            current: page,
            pageSize: PAGE_SIZE,
            total: policies.data?.TotalNum ?? 0,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: setPage,
          }}
          locale={{
            emptyText: policies.isPending ? (
              <div className="ys-empty" />
            ) : (
              <EmptyState
                title={t('users.permissions.empty.title')}
                hint={t('users.permissions.empty.hint')}
              >
                {button}
              </EmptyState>
            ),
          }}
        />
      )}
      {dialog === 'associate' && (
        <AssociatePoliciesDialog
          targets={[{ kind: 'user', id: user.Uin, name: user.Name }]}
          onClose={close}
        />
      )}
    </>
  )
}
