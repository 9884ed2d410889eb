import { platforms } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { FieldList } from '../../design/FieldList.tsx'
import { includes } from '../../plans/plan-comparison.ts'
import { LoginFields } from './LoginFields.tsx'
import { instancesInEffect, loginChanges } from './login-form.ts'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import type { AppSettings } from './use-app-settings.ts'

/** Which devices of an account may be online together. */
export function LoginCard({ settings }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { app, conf, plan } = settings
  const { LoginMode, LoginInstances } = conf
  const samePlatform = includes(plan, 'samePlatform')
  const title = t('features.login.title')
  return (
    <SettingCard
      title={title}
      className="ys-columns__wide"
      value={<LoginValues settings={settings} samePlatform={samePlatform} />}
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ LoginMode, LoginInstances }}
          changesOf={(values) => loginChanges(conf, values)}
          width={640}
        >
          <LoginFields app={app} samePlatform={samePlatform} />
        </SettingDialog>
      )}
    />
  )
}

function LoginValues({
  settings: { conf },
  samePlatform,
}: {
  settings: AppSettings
  samePlatform: boolean
}) {
  const { t } = useTranslation()
  return (
    <FieldList
      fields={[
        {
          label: t('features.login.mode'),
          value: (
            <>
              {t(`features.login.modes.${conf.LoginMode}`)}
              <div className="ys-quiet">{t(`features.login.modeHints.${conf.LoginMode}`)}</div>
            </>
          ),
        },
        {
          label: t('features.login.instances'),
          value: (
            <ul className="ys-instances">
              {platforms.map((platform) => (
                <li key={platform}>
                  <span className="ys-quiet">{platform}</span>{' '}
                  <span className="ys-digits">
                    {instancesInEffect(platform, conf, samePlatform)}
                  </span>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
