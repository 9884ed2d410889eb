import { useTranslation } from 'react-i18next'
import { Page } from '../../../design/Page.tsx'
import { LoginAddressesCard } from './LoginAddressesCard.tsx'
import { PasswordRulesCard } from './PasswordRulesCard.tsx'

/** 用户设置: what holds for every sub-user. */
export function UserSettingsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('usersettings.title')} description={t('usersettings.description')}>
      <div className="ys-stack">
        <PasswordRulesCard />
        <LoginAddressesCard />
      </div>
    </Page>
  )
}
