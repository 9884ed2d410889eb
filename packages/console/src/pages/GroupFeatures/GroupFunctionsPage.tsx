import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { includes } from '../../plans/plan-comparison.ts'
import { changedSettings } from '../Features/conf-changes.ts'
import { NumberCard } from '../Features/NumberCard.tsx'
import { switchSettings } from '../Features/switch-settings.ts'
import { SwitchCard } from '../Features/SwitchCard.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'
import { useAppSettings } from '../Features/use-app-settings.ts'
import { BroadcastCard } from './BroadcastCard.tsx'
import { ReceiptsCard } from './ReceiptsCard.tsx'
import { TextLimitsCard } from './TextLimitsCard.tsx'

/** 群功能配置: what groups can do beyond chatting. */
export function GroupFunctionsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const settings = useAppSettings(appId)
  return (
    <Page title={t('groupconf.functions.page')} description={t('groupconf.functions.description')}>
      <Loaded query={settings} rows={12}>
        {(data) => (
          <div className="ys-columns ys-settings" key={appId}>
            <SwitchCard settings={data} setting={switchSettings.community} />
            <SwitchCard settings={data} setting={switchSettings.topic} />
            <SwitchCard settings={data} setting={switchSettings.liveMemberList} />
            <BroadcastCard settings={data} />
            <SwitchCard settings={data} setting={switchSettings.liveBan} />
            <SwitchCard settings={data} setting={switchSettings.liveVisitors} />
            <LiveHistoryCard settings={data} />
            <ReceiptsCard settings={data} />
            <SwitchCard settings={data} setting={switchSettings.groupRecall} />
            <TextLimitsCard settings={data} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

const MOST_MESSAGES = 50

/** 直播群新成员查看入群前消息配置. */
function LiveHistoryCard({ settings: { app, conf, plan } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const inPlan = includes(plan, 'liveRooms')
  const count = inPlan ? conf.LiveHistoryCount : 0
  return (
    <NumberCard
      app={app}
      title={t('groupconf.liveHistory.title')}
      value={
        count === 0 ? t('groupconf.liveHistory.none') : t('groupconf.liveHistory.value', { count })
      }
      hint={t('groupconf.liveHistory.hint')}
      sdk="5.9.0 / Web 2.16.0"
      inPlan={inPlan}
      initial={count}
      min={0}
      max={MOST_MESSAGES}
      unit={t('groupconf.liveHistory.unit')}
      changesOf={(value) => changedSettings(conf, { LiveHistoryCount: value })}
    />
  )
}
