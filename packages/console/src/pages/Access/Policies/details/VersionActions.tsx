import {
  deletePolicyVersion,
  getPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../../api/use-action-mutation.ts'
import { Allowed } from '../../../../design/Allowed.tsx'
import { useToast } from '../../../../design/use-toast.ts'
import type { PolicyVersion } from './VersionsTab.tsx'

interface VersionActionsProps {
  readonly policyId: number
  readonly version: PolicyVersion
  /** Preset policies have one version, which stays. */
  readonly isFixed: boolean
  readonly onView: () => void
  readonly onDeleted: (version: number) => void
}

/** Views a version, puts it in force, deletes it. */
export function VersionActions(props: VersionActionsProps) {
  const { t } = useTranslation()
  const { version, isFixed, onView } = props
  const { askInForce, askDelete } = useVersionChanges(props)
  const isInForce = version.IsDefaultVersion === 1
  const nameOf = (action: string) =>
    t('common.rowAction', {
      action,
      what: t('policies.versions.name', { version: version.VersionId }),
    })
  return (
    <span className="ys-row-actions">
      <Button
        type="link"
        size="small"
        aria-label={nameOf(t('policies.versions.view'))}
        onClick={onView}
      >
        {t('policies.versions.view')}
      </Button>
      <Allowed action={setDefaultPolicyVersion}>
        <Button
          type="link"
          size="small"
          disabled={isFixed || isInForce}
          aria-label={nameOf(t('policies.versions.setInForce'))}
          onClick={askInForce}
        >
          {t('policies.versions.setInForce')}
        </Button>
      </Allowed>
      <Allowed action={deletePolicyVersion}>
        <Button
          type="link"
          size="small"
          danger
          disabled={isFixed || isInForce}
          aria-label={nameOf(t('common.delete'))}
          onClick={askDelete}
        >
          {t('common.delete')}
        </Button>
      </Allowed>
    </span>
  )
}

function useVersionChanges({ policyId, version, onDeleted }: VersionActionsProps) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const { VersionId } = version
  const name = t('policies.versions.name', { version: VersionId })
  const refreshes = [getPolicy, listPolicies, listPolicyVersions]
  const inForce = useActionMutation(setDefaultPolicyVersion, {
    refreshes,
    onSuccess: () => toast(t('policies.versions.nowInForce', { name })),
  })
  const remove = useActionMutation(deletePolicyVersion, {
    refreshes,
    onSuccess: () => {
      toast(t('policies.versions.deleted', { name }))
      onDeleted(VersionId)
    },
  })
  const ask = (title: string, content: string, danger: boolean, act: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okText: t('common.confirm'),
      okButtonProps: { danger },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => act().catch(() => undefined),
    })
  return {
    askInForce: () =>
      ask(
        t('policies.versions.setInForce'),
        t('policies.versions.inForceText', { name }),
        false,
        () => inForce.mutateAsync({ PolicyId: policyId, VersionId }),
      ),
    askDelete: () =>
      ask(
        t('policies.versions.deleteTitle'),
        t('policies.versions.deleteText', { name }),
        true,
        () => remove.mutateAsync({ PolicyId: policyId, VersionId: [VersionId] }),
      ),
  }
}
