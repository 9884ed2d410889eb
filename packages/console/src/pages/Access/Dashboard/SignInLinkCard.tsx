import { loginLink } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/use-session.ts'
import { CopyText } from '../../../design/CopyText.tsx'
import { SettingsCard } from '../../../design/SettingsCard.tsx'

/** The address that sub-users sign in at; it spares them the number of the root account. */
export function SignInLinkCard() {
  const { t } = useTranslation()
  const { data: session } = useSession()
  return (
    <SettingsCard title={t('users.loginLink')}>
      {session && (
        <CopyText
          text={loginLink(location.origin, session.ownerUin)}
          label={t('users.loginLink')}
        />
      )}
      <p className="ys-quiet ys-gap-above">{t('users.loginLinkHint')}</p>
    </SettingsCard>
  )
}
