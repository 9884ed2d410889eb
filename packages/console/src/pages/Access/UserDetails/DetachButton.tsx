import { detachUserPolicy, listAttachedUserPolicies } from '@yanshu/protocol'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { userResource } from '../access-resources.ts'
import { DetachLink, DetachPolicyButton } from '../DetachPolicyButton.tsx'
import type { AttachedPolicy } from './AttachedPolicies.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

interface DetachButtonProps {
  readonly user: UserDetails
  readonly policy: AttachedPolicy
}

/** 解除; what comes by a group alone is taken from the group. */
export function DetachButton({ user, policy }: DetachButtonProps) {
  const { t } = useTranslation()
  const { PolicyId, PolicyName } = policy
  if (policy.Direct !== 1) {
    return (
      <Tooltip title={t('users.permissions.onlyByGroup')}>
        <span className="ys-not-allowed ys-row-actions" tabIndex={0}>
          <DetachLink policy={PolicyName} disabled />
        </span>
      </Tooltip>
    )
  }
  return (
    <DetachPolicyButton
      action={detachUserPolicy}
      params={{ PolicyId: Number(PolicyId), DetachUin: user.Uin }}
      list={listAttachedUserPolicies}
      resource={userResource(user.Uin)}
      policy={PolicyName}
      who={user.Name}
    />
  )
}
