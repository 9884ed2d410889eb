import { describeAppAndAccountInfo } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { AppInfoCard } from './AppInfoCard.tsx'
import { AppStateCard } from './AppStateCard.tsx'
import { ConnectCard } from './ConnectCard.tsx'
import { FeatureCard } from './FeatureCard.tsx'
import { KeyCard } from './KeyCard.tsx'

/** Identity, state, key and settings of one application, and how to connect to it. */
export function BasicConfigPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const app = useActionQuery(describeAppAndAccountInfo, { SDKAppID: appId })
  return (
    <Page title={t('basic.title')}>
      <Loaded query={app} rows={8}>
        {(info) => (
          <div className="ys-columns" key={appId}>
            <AppInfoCard app={info} />
            <AppStateCard app={info} />
            <KeyCard app={info} />
            <FeatureCard app={info} />
            <ConnectCard appId={appId} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
