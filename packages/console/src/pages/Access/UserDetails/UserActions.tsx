import { attachUserPolicy, deleteUser } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../../design/Allowed.tsx'
import { userResource } from '../access-resources.ts'
import type { UserDialog } from '../Users/UserDialogs.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

interface UserActionsProps {
  readonly user: UserDetails
  readonly onOpen: (dialog: UserDialog) => void
}

export function UserActions({ user, onOpen }: UserActionsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Allowed action={attachUserPolicy} resource={userResource(user.Uin)}>
        <Button type="primary" onClick={() => onOpen({ kind: 'authorize', users: [user] })}>
          {t('users.actions.authorize')}
        </Button>
      </Allowed>
      <Allowed action={deleteUser} resource={userResource(user.Uin)}>
        <Button danger onClick={() => onOpen({ kind: 'delete', users: [user] })}>
          {t('common.delete')}
        </Button>
      </Allowed>
    </>
  )
}
