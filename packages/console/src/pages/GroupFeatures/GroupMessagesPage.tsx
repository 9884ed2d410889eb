import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { HistoryBeforeJoinCard } from './HistoryBeforeJoinCard.tsx'
import { useGroupSettings } from './use-group-settings.ts'

/** 群消息配置: what becomes of the messages of groups. */
export function GroupMessagesPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const settings = useGroupSettings(appId)
  return (
    <Page title={t('groupconf.messages.page')} description={t('groupconf.messages.description')}>
      <Loaded query={settings} rows={8}>
        {(data) => <HistoryBeforeJoinCard settings={data} key={appId} />}
      </Loaded>
    </Page>
  )
}
