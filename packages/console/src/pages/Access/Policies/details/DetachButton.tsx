import {
  detachGroupPolicy,
  detachUserPolicy,
  listEntitiesForPolicy,
  listPolicies,
} from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../../api/use-action-mutation.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { useToast } from '../../../../design/use-toast.ts'
import type { PolicyDetails } from './PolicyDetailsPage.tsx'
import type { PolicyEntity } from './UsageTable.tsx'

interface DetachButtonProps {
  readonly policy: PolicyDetails
  readonly entity: PolicyEntity
}

/** 解除: takes a policy from a user or group, after a question. */
export function DetachButton({ policy, entity }: DetachButtonProps) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const options = {
    refreshes: [listEntitiesForPolicy, listPolicies],
    onSuccess: () => toast(t('policies.detach.done')),
  }
  const ofUser = useActionMutation(detachUserPolicy, options)
  const ofGroup = useActionMutation(detachGroupPolicy, options)
  const isUser = entity.RelatedType === 1
  const { PolicyId } = policy
  const detach = () =>
    isUser
      ? ofUser.mutateAsync({ PolicyId, DetachUin: entity.Uin })
      : ofGroup.mutateAsync({ PolicyId, DetachGroupId: Number(entity.Id) })
  const ask = () =>
    modal.confirm({
      title: t('policies.detach.title'),
      content: t('policies.detach.text', { policy: policy.PolicyName, name: entity.Name }),
      okText: t('policies.detach.action'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => detach().catch(() => undefined),
    })
  return (
    <span className="ys-row-actions">
      <Allowed action={isUser ? detachUserPolicy : detachGroupPolicy}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={t('common.rowAction', {
            action: t('policies.detach.action'),
            what: entity.Name,
          })}
          onClick={ask}
        >
          {t('policies.detach.action')}
        </Button>
      </Allowed>
    </span>
  )
}
