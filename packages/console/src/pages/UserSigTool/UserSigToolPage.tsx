import { describeSecret } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { UserSigGenerator } from './UserSigGenerator.tsx'
import { UserSigVerifier } from './UserSigVerifier.tsx'

/** Signs UserSigs for debugging, and tells what is wrong with one. */
export function UserSigToolPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const secret = useActionQuery(describeSecret, { SDKAppID: appId })
  return (
    <Page title={t('usersig.title')} description={t('usersig.description')}>
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('usersig.warning')} />
        <div className="ys-columns" key={appId}>
          <SettingsCard title={t('usersig.generate.title')}>
            <Loaded query={secret}>
              {({ SecretKey }) => <UserSigGenerator appId={appId} secret={SecretKey} />}
            </Loaded>
          </SettingsCard>
          <SettingsCard title={t('usersig.verify.title')}>
            <Loaded query={secret}>
              {({ SecretKey }) => <UserSigVerifier appId={appId} secret={SecretKey} />}
            </Loaded>
          </SettingsCard>
        </div>
      </div>
    </Page>
  )
}
