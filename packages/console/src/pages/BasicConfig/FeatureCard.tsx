import { describeConfInfo, platforms } from '@yanshu/protocol'
import type { AppConf, AppItem } from '@yanshu/protocol'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { FieldList } from '../../design/FieldList.tsx'
import { Loaded } from '../../design/Loaded.tsx'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { includes } from '../../plans/plan-comparison.ts'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'
import { FeatureDialog } from './FeatureDialog.tsx'
import { instancesInEffect, toMinutes } from './feature-form.ts'

/** The feature settings as they are; changed in a dialog. */
export function FeatureCard({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const conf = useActionQuery(describeConfInfo, { SDKAppID: app.SDKAppID })
  return (
    <SettingsCard
      title={t('features.title')}
      className="ys-columns__wide"
      actions={
        conf.data && (
          <Button
            type="link"
            size="small"
            aria-label={t('features.edit')}
            onClick={() => setEditing(true)}
          >
            {t('common.edit')}
          </Button>
        )
      }
    >
      <Loaded query={conf} rows={5}>
        {(data) => (
          <>
            <FeatureFields app={app} conf={data} />
            <FeatureDialog app={app} conf={data} open={editing} onClose={() => setEditing(false)} />
          </>
        )}
      </Loaded>
    </SettingsCard>
  )
}

function FeatureFields({ app, conf }: { app: AppItem; conf: AppConf }) {
  const { t } = useTranslation()
  const onOff = (on: boolean) => t(on ? 'features.on' : 'features.off')
  return (
    <FieldList
      fields={[
        {
          label: t('features.loginMode'),
          value: (
            <>
              {t(`features.modes.${conf.LoginMode}`)}
              <div className="ys-quiet">{t(`features.modeHints.${conf.LoginMode}`)}</div>
            </>
          ),
        },
        { label: t('features.instances'), value: <Instances app={app} conf={conf} /> },
        {
          label: t('features.recall'),
          value:
            conf.RecallSeconds === 0
              ? t('features.recallNever')
              : t('features.recallMinutes', { minutes: toMinutes(conf.RecallSeconds) }),
        },
        { label: t('features.short.syncDelete'), value: onOff(conf.SyncDeleteConversation) },
        {
          label: t('features.short.userStatus'),
          value: includes(app.Plan, 'userStatus') ? (
            onOff(conf.UserStatus)
          ) : (
            <span className="ys-row">
              {onOff(false)}
              <PremiumOnly plan={app.Plan} appName={app.AppName} />
            </span>
          ),
        },
      ]}
    />
  )
}

/** Every platform with its number, as far as the login mode and the plan let it count. */
function Instances({ app, conf }: { app: AppItem; conf: AppConf }) {
  const samePlatform = includes(app.Plan, 'samePlatform')
  return (
    <ul className="ys-instances">
      {platforms.map((platform) => (
        <li key={platform}>
          <span className="ys-quiet">{platform}</span>{' '}
          <span className="ys-digits">{instancesInEffect(platform, conf, samePlatform)}</span>
        </li>
      ))}
    </ul>
  )
}
