import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { includes } from '../../plans/plan-comparison.ts'
import { AdvancedCard } from './AdvancedCard.tsx'
import { changedSettings } from './conf-changes.ts'
import { HistoryCard } from './HistoryCard.tsx'
import { MAX_RECALL_MINUTES, recallChanges, toMinutes } from './login-form.ts'
import { LoginCard } from './LoginCard.tsx'
import { NumberCard } from './NumberCard.tsx'
import { switchSettings } from './switch-settings.ts'
import { SwitchCard } from './SwitchCard.tsx'
import { useAppSettings } from './use-app-settings.ts'
import type { AppSettings } from './use-app-settings.ts'

/** 登录与消息: how accounts sign in, and what happens to their messages. */
export function LoginAndMessagesPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const settings = useAppSettings(appId)
  return (
    <Page title={t('features.login.page')} description={t('features.login.description')}>
      <Loaded query={settings} rows={12}>
        {(data) => (
          <div className="ys-columns ys-settings" key={appId}>
            <LoginCard settings={data} />
            <HistoryCard settings={data} />
            <RecallCard settings={data} />
            <SwitchCard settings={data} setting={switchSettings.friendCheck} />
            <SwitchCard settings={data} setting={switchSettings.blocklist} />
            <SwitchCard settings={data} setting={switchSettings.syncDelete} />
            <PullCountCard settings={data} />
            <SwitchCard settings={data} setting={switchSettings.userStatus} />
            <SwitchCard settings={data} setting={switchSettings.messageExtension} />
            <SwitchCard settings={data} setting={switchSettings.massPush} />
            <AdvancedCard settings={data} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function RecallCard({ settings: { app, conf } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const minutes = toMinutes(conf.RecallSeconds)
  return (
    <NumberCard
      app={app}
      title={t('features.recall.title')}
      value={minutes === 0 ? t('features.recall.never') : t('features.recall.value', { minutes })}
      hint={t('features.recall.hint')}
      initial={minutes}
      min={0}
      max={MAX_RECALL_MINUTES}
      isFine
      unit={t('features.recall.unit')}
      changesOf={(value) => recallChanges(conf, value)}
    />
  )
}

const SHORTEST_LIST = 100
const LONGEST_LIST = 500

function PullCountCard({ settings: { app, conf, plan } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const inPlan = includes(plan, 'longConversationList')
  const count = inPlan ? conf.ConversationPullCount : SHORTEST_LIST
  return (
    <NumberCard
      app={app}
      title={t('features.pullCount.title')}
      value={t('features.pullCount.value', { count })}
      hint={t('features.pullCount.hint')}
      sdk="5.1.1 / Web 2.0"
      inPlan={inPlan}
      initial={count}
      min={SHORTEST_LIST}
      max={LONGEST_LIST}
      unit={t('features.pullCount.unit')}
      changesOf={(value) => changedSettings(conf, { ConversationPullCount: value })}
    />
  )
}
