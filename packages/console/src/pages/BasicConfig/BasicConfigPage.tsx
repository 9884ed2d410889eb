import { describeAppAndAccountInfo } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { AppInfoCard } from './AppInfoCard.tsx'
import { ConnectCard } from './ConnectCard.tsx'
import { FeatureLinksCard } from './FeatureLinksCard.tsx'
import { KeyCard } from './KeyCard.tsx'
import { PlanCard } from './PlanCard.tsx'
import { TagsCard } from './TagsCard.tsx'

/** Plan, identity and key of one application, the way to its settings, and how to connect to it. */
export function BasicConfigPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const app = useActionQuery(describeAppAndAccountInfo, { SDKAppID: appId })
  return (
    <Page title={t('basic.title')}>
      <Loaded query={app} rows={8}>
        {(info) => (
          <div className="ys-columns" key={appId}>
            <PlanCard app={info} />
            <AppInfoCard app={info} />
            <KeyCard app={info} />
            <TagsCard app={info} />
            <FeatureLinksCard appId={appId} />
            <ConnectCard appId={appId} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
