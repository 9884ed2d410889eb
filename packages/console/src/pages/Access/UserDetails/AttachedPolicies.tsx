import { PlusOutlined } from '@ant-design/icons'
import { attachUserPolicy, listAttachedUserAllPolicies } from '@yanshu/protocol'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionResult } from '../../../api/action-types.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { userResource } from '../access-resources.ts'
import { AssociatePoliciesDialog } from '../AssociatePoliciesDialog.tsx'
import { ATTACHED_PAGE_SIZE, AttachedPoliciesTable } from '../AttachedPoliciesTable.tsx'
import { useAttachedColumns } from './use-attached-columns.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

export type AttachedPolicy = ActionResult<typeof listAttachedUserAllPolicies>['PolicyList'][number]

/** 关联策略, 解除: all that grants a user something, and by which way. */
export function AttachedPolicies({ user }: { user: UserDetails }) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const { dialog, open, close } = useDialog<'associate'>()
  const columns = useAttachedColumns(user)
  const policies = useActionQuery(
    listAttachedUserAllPolicies,
    { TargetUin: user.Uin, Page: page, Rp: ATTACHED_PAGE_SIZE, AttachType: 0 },
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
      <AttachedPoliciesTable
        query={policies}
        policies={policies.data?.PolicyList}
        total={policies.data?.TotalNum}
        page={page}
        columns={columns}
        width={760}
        empty={
          <EmptyState
            title={t('users.permissions.empty.title')}
            hint={t('users.permissions.empty.hint')}
          >
            {button}
          </EmptyState>
        }
        onPage={setPage}
      />
      {dialog === 'associate' && (
        <AssociatePoliciesDialog
          targets={[{ kind: 'user', id: user.Uin, name: user.Name }]}
          onClose={close}
        />
      )}
    </>
  )
}
