import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Page } from '../../design/Page.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { UserSigGenerator } from './UserSigGenerator.tsx'
import { UserSigVerifier } from './UserSigVerifier.tsx'

/** Signs UserSigs for debugging, and tells what is wrong with one. */
export function UserSigToolPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  return (
    <Page title={t('usersig.title')} description={t('usersig.description')}>
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('usersig.warning')} />
        <div className="ys-columns" key={appId}>
          <SettingsCard title={t('usersig.generate.title')}>
            <UserSigGenerator appId={appId} />
          </SettingsCard>
          <SettingsCard title={t('usersig.verify.title')}>
            <UserSigVerifier appId={appId} />
          </SettingsCard>
        </div>
      </div>
    </Page>
  )
}
