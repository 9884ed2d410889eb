import { ArrowLeftOutlined } from '@ant-design/icons'
import { describeAppAndAccountInfo } from '@yanshu/protocol'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActionQuery } from '../api/use-action-query.ts'
import { CopyText } from '../design/CopyText.tsx'
import { StatusBadge } from '../design/StatusBadge.tsx'
import { appEntries } from './app-entries.tsx'
import { NavigationGroup } from './NavigationGroup.tsx'
import { useAppId } from './use-app-id.ts'

export function AppNavigation() {
  const { t } = useTranslation()
  const appId = useAppId()
  return (
    <aside className="ys-side">
      <Link to="/" className="ys-side__back">
        <ArrowLeftOutlined aria-hidden /> {t('common.nav.allApps')}
      </Link>
      <CurrentApp />
      <nav aria-label={t('common.nav.label')}>
        {appEntries(t).map(({ key, ...group }) => (
          <NavigationGroup key={key} appId={appId} {...group} />
        ))}
      </nav>
    </aside>
  )
}

function CurrentApp() {
  const { t } = useTranslation()
  const appId = useAppId()
  const app = useActionQuery(describeAppAndAccountInfo, { SDKAppID: appId })
  return (
    <div className="ys-side__app">
      {app.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {app.data && (
        <div className="ys-side__name" title={app.data.AppName}>
          {app.data.AppName}
        </div>
      )}
      <div className="ys-side__id">
        <CopyText text={String(appId)} label={t('common.sdkAppId')} />
        {app.data && <StatusBadge status={app.data.Status} />}
      </div>
    </div>
  )
}
