import {
  detachUserPolicy,
  listAttachedUserAllPolicies,
  listAttachedUserPolicies,
  listEntitiesForPolicy,
  listPolicies,
} from '@yanshu/protocol'
import { App, Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { useToast } from '../../../design/use-toast.ts'
import { userResource } from '../access-resources.ts'
import type { AttachedPolicy } from './AttachedPolicies.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

interface DetachButtonProps {
  readonly user: UserDetails
  readonly policy: AttachedPolicy
}

/** 解除; what comes by a group alone is taken from the group. */
export function DetachButton({ user, policy }: DetachButtonProps) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const { PolicyId, PolicyName } = policy
  const detach = useActionMutation(detachUserPolicy, {
    refreshes: [
      listAttachedUserAllPolicies,
      listAttachedUserPolicies,
      listEntitiesForPolicy,
      listPolicies,
    ],
    onSuccess: () => toast(t('access.detach.done')),
  })
  const ask = () =>
    modal.confirm({
      title: t('access.detach.title'),
      content: t('access.detach.text', { policy: PolicyName, who: user.Name }),
      okText: t('access.detach.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () =>
        detach
          .mutateAsync({ PolicyId: Number(PolicyId), DetachUin: user.Uin })
          .catch(() => undefined),
    })
  const button = (
    <Button
      type="link"
      size="small"
      danger
      disabled={policy.Direct !== 1}
      aria-label={t('common.rowAction', { action: t('access.detach.action'), what: PolicyName })}
      onClick={ask}
    >
      {t('access.detach.action')}
    </Button>
  )
  if (policy.Direct !== 1) {
    return (
      <Tooltip title={t('users.permissions.onlyByGroup')}>
        <span className="ys-not-allowed ys-row-actions" tabIndex={0}>
          {button}
        </span>
      </Tooltip>
    )
  }
  return (
    <span className="ys-row-actions">
      <Allowed action={detachUserPolicy} resource={userResource(user.Uin)}>
        {button}
      </Allowed>
    </span>
  )
}
