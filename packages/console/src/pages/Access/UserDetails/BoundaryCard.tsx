import {
  deleteUserPermissionsBoundary,
  getUserPermissionBoundary,
  listPolicies,
  putUserPermissionsBoundary,
} from '@yanshu/protocol'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useActionQuery } from '../../../api/use-action-query.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { Loaded } from '../../../design/Loaded.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { useDialog } from '../../../design/use-dialog.ts'
import { useToast } from '../../../design/use-toast.ts'
import { userResource } from '../access-resources.ts'
import { BoundaryDialog } from './BoundaryDialog.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

/** 权限边界: the policy that caps what all others may grant to a user. */
export function BoundaryCard({ user }: { user: UserDetails }) {
  const { t } = useTranslation()
  const { dialog, open, close } = useDialog<'set'>()
  const boundary = useActionQuery(getUserPermissionBoundary, { TargetUin: user.Uin })
  const name = boundary.data?.PolicyName ?? undefined
  return (
    <SettingsCard
      title={t('users.boundary.title')}
      actions={
        <>
          <Allowed action={putUserPermissionsBoundary} resource={userResource(user.Uin)}>
            <Button type="link" size="small" onClick={() => open('set')}>
              {t(name === undefined ? 'users.boundary.set' : 'users.boundary.change')}
            </Button>
          </Allowed>
          {name !== undefined && <LiftButton user={user} policy={name} />}
        </>
      }
    >
      <Loaded query={boundary} rows={1}>
        {({ PolicyName }) => (
          <>
            <div>{PolicyName ?? t('users.boundary.none')}</div>
            <p className="ys-quiet">{t('users.boundary.hint')}</p>
          </>
        )}
      </Loaded>
      {dialog === 'set' && <BoundaryDialog user={user} onClose={close} />}
    </SettingsCard>
  )
}

function LiftButton({ user, policy }: { user: UserDetails; policy: string }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const toast = useToast()
  const lift = useActionMutation(deleteUserPermissionsBoundary, {
    refreshes: [getUserPermissionBoundary, listPolicies],
    onSuccess: () => toast(t('users.boundary.lifted')),
  })
  const ask = () =>
    modal.confirm({
      title: t('users.boundary.liftTitle'),
      content: t('users.boundary.liftText', { policy, user: user.Name }),
      okText: t('users.boundary.lift'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      closable: true,
      // A failure is shown by the mutation; the dialog closes either way.
      onOk: () => lift.mutateAsync({ TargetUin: user.Uin }).catch(() => undefined),
    })
  return (
    <Allowed action={deleteUserPermissionsBoundary} resource={userResource(user.Uin)}>
      <Button type="link" size="small" danger onClick={ask}>
        {t('users.boundary.lift')}
      </Button>
    </Allowed>
  )
}
