import { listAttachedUserPolicies, listGroupsForUser, policyQuotas } from '@yanshu/protocol'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { LoadFailure } from '../../../design/LoadFailure.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { useUsers } from '../Users/use-users.ts'
import type { Permissions } from './draft.ts'

/** Groups of one user, at the most. */
const MOST_GROUPS = 10

/** Takes over what an existing user has: its own policies, and its groups. */
export function LikeUser({ onTake }: { onTake: (others: Permissions) => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { users, isPending } = useUsers()
  const [uin, setUin] = useState<number>()
  const { permissions, isLoading, error, refetch } = usePermissionsOf(uin)
  return (
    <Form layout="vertical" className="ys-like-user">
      <Form.Item
        label={t('users.create.like.label')}
        htmlFor="like-user"
        extra={t('users.create.like.hint')}
      >
        <Select
          id="like-user"
          showSearch={{ optionFilterProp: 'label' }}
          loading={isPending}
          placeholder={t('users.create.like.placeholder')}
          {...(uin !== undefined && { value: uin })}
          options={users
            .filter((user) => !user.isRoot)
            .map(({ Uin, Name }) => ({ value: Uin, label: `${Name} (${Uin})` }))}
          onChange={setUin}
        />
      </Form.Item>
      {error && <LoadFailure error={error} onRetry={refetch} />}
      <Button
        disabled={permissions === undefined}
        loading={isLoading}
        onClick={() => {
          if (!permissions) return
          onTake(permissions)
          toast(
            t('users.create.like.done', {
              policies: permissions.policies.length,
              groups: permissions.groups.length,
            }),
          )
        }}
      >
        {t('users.create.like.take')}
      </Button>
    </Form>
  )
}

function usePermissionsOf(uin: number | undefined) {
  const enabled = uin !== undefined
  const policies = useActionQuery(
    listAttachedUserPolicies,
    { TargetUin: uin ?? 0, Page: 1, Rp: policyQuotas.perEntity },
    { enabled },
  )
  const groups = useActionQuery(
    listGroupsForUser,
    { SubUin: uin ?? 0, Page: 1, Rp: MOST_GROUPS },
    { enabled },
  )
  const permissions: Permissions | undefined =
    policies.data && groups.data
      ? {
          policies: policies.data.List.map((policy) => ({
            PolicyId: policy.PolicyId,
            PolicyName: policy.PolicyName,
            Type: policy.PolicyType === 'QCS' ? 2 : 1,
            Description: policy.Remark,
          })),
          groups: groups.data.GroupInfo,
        }
      : undefined
  return {
    permissions,
    isLoading: policies.isLoading || groups.isLoading,
    error: policies.error ?? groups.error,
    refetch: () => void Promise.all([policies.refetch(), groups.refetch()]),
  }
}
