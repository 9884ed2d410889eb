import { loginLink, updateUser } from '@yanshu/protocol'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/use-session.ts'
import { Allowed } from '../../../design/Allowed.tsx'
import { CopyText } from '../../../design/CopyText.tsx'
import { FieldList } from '../../../design/FieldList.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'
import { userResource } from '../access-resources.ts'
import { signInText } from '../Users/sign-in-text.ts'
import type { UserDialog } from '../Users/UserDialogs.tsx'
import type { UserDetails } from './UserDetailsPage.tsx'

interface UserSecurityTabProps {
  readonly user: UserDetails
  readonly onOpen: (dialog: UserDialog) => void
}

/** Whether and how a user signs in to the console. */
export function UserSecurityTab({ user, onOpen }: UserSecurityTabProps) {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const signsIn = user.ConsoleLogin === 1
  const link = session && loginLink(location.origin, session.ownerUin, user.Name)
  return (
    <SettingsCard
      title={t('users.security.title')}
      actions={<Actions user={user} onOpen={onOpen} />}
    >
      <FieldList
        fields={[
          {
            label: t('users.fields.consoleLogin'),
            value: t(signsIn ? 'access.on' : 'access.off'),
          },
          {
            label: t('users.fields.lastSignIn'),
            value: signInText(t, user.RecentlyLoginTime, user.RecentlyLoginIP),
          },
          ...(signsIn && link
            ? [
                {
                  label: t('users.loginLink'),
                  value: <CopyText text={link} label={t('users.loginLink')} />,
                },
              ]
            : []),
        ]}
      />
    </SettingsCard>
  )
}

function Actions({ user, onOpen }: UserSecurityTabProps) {
  const { t } = useTranslation()
  const signsIn = user.ConsoleLogin === 1
  return (
    <>
      <Allowed action={updateUser} resource={userResource(user.Uin)}>
        <Button type="link" size="small" onClick={() => onOpen({ kind: 'password', user })}>
          {t(signsIn ? 'users.actions.resetPassword' : 'users.actions.enableLogin')}
        </Button>
      </Allowed>
      {signsIn && (
        <Allowed action={updateUser} resource={userResource(user.Uin)}>
          <Button
            type="link"
            size="small"
            danger
            onClick={() => onOpen({ kind: 'disableLogin', users: [user] })}
          >
            {t('users.actions.disableLogin')}
          </Button>
        </Allowed>
      )}
    </>
  )
}
