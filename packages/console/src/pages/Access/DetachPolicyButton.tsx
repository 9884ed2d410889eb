import type { CloudAction } from '@yanshu/protocol'
import { listAttachedUserAllPolicies, listEntitiesForPolicy, listPolicies } from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ActionParams } from '../../api/action-types.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { useToast } from '../../design/use-toast.ts'

interface DetachPolicyButtonProps<Action extends CloudAction> {
  readonly action: Action
  readonly params: ActionParams<Action>
  /** The list that the policy leaves, beside those that all of them are in. */
  readonly list: CloudAction
  /** Six-segment name of the user or group. */
  readonly resource: string
  readonly policy: string
  /** The user or group, for people. */
  readonly who: string
}

/** 解除, once it was confirmed: takes a policy from a user or a user group. */
export function DetachPolicyButton<Action extends CloudAction>(
  props: DetachPolicyButtonProps<Action>,
) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const { action, params, policy, who } = props
  const detach = useActionMutation(action, {
    refreshes: [props.list, listAttachedUserAllPolicies, listEntitiesForPolicy, listPolicies],
    onSuccess: () => toast(t('access.detach.done')),
  })
  const ask = () =>
    modal.confirm({
      title: t('access.detach.title'),
      content: t('access.detach.text', { policy, who }),
      okText: t('access.detach.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => detach.mutateAsync(params).catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Allowed action={action} resource={props.resource}>
        <DetachLink policy={policy} onClick={ask} />
      </Allowed>
    </span>
  )
}

interface DetachLinkProps {
  readonly policy: string
  readonly disabled?: boolean
  readonly onClick?: () => void
}

export function DetachLink({ policy, ...button }: DetachLinkProps) {
  const { t } = useTranslation()
  const action = t('access.detach.action')
  return (
    <Button
      type="link"
      size="small"
      danger
      aria-label={t('common.rowAction', { action, what: policy })}
      {...button}
    >
      {action}
    </Button>
  )
}
