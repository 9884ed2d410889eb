import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { NoticesCard } from './NoticesCard.tsx'
import { useGroupSettings } from './use-group-settings.ts'

/** 群系统通知配置: what groups tell their members. */
export function GroupNoticesPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const settings = useGroupSettings(appId)
  return (
    <Page title={t('groupconf.notices.page')} description={t('groupconf.notices.description')}>
      <Loaded query={settings} rows={12}>
        {(data) => (
          <div className="ys-stack" key={appId}>
            <NoticesCard settings={data} kind="member" />
            <NoticesCard settings={data} kind="profile" />
            <NoticesCard settings={data} kind="memberProfile" />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
