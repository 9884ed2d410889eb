import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { includes } from '../../plans/plan-comparison.ts'
import { changedSettings } from './conf-changes.ts'
import { OnOff } from './OnOff.tsx'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import type { SwitchName, SwitchSetting } from './switch-settings.ts'
import type { AppSettings } from './use-app-settings.ts'

interface SwitchCardProps {
  readonly settings: AppSettings
  readonly setting: SwitchSetting
}

/** A switch of the application, with what on and off mean. */
export function SwitchCard({ settings: { app, conf, plan }, setting }: SwitchCardProps) {
  const { t } = useTranslation()
  const { name, feature, sdk, needs } = setting
  const inPlan = feature === undefined || includes(plan, feature)
  const isReady = needs === undefined || conf[needs]
  const on = inPlan && isReady && conf[name]
  const title = t(`features.switches.${name}.title`)
  return (
    <SettingCard
      title={title}
      value={<OnOff on={on} />}
      hint={t(`features.switches.${name}.hint`)}
      sdk={sdk}
      premiumFor={inPlan ? undefined : app}
      locked={inPlan && !isReady ? <Needs name={needs} /> : undefined}
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ on }}
          changesOf={(values) => changedSettings(conf, { [name]: values.on })}
        >
          <SwitchChoice name={name} />
        </SettingDialog>
      )}
    />
  )
}

function Needs({ name }: { name: SwitchName }) {
  const { t } = useTranslation()
  return t('features.needs', { setting: t(`features.switches.${name}.title`) })
}

export function SwitchChoice({ name }: { name: SwitchName }) {
  const { t } = useTranslation()
  const choice = (value: boolean) => (
    <Radio value={value}>
      {t(value ? 'features.turnOn' : 'features.turnOff')}
      <span className="ys-quiet">{t(`features.switches.${name}.${value ? 'on' : 'off'}`)}</span>
    </Radio>
  )
  return (
    <Form.Item name="on">
      <Radio.Group className="ys-choices" aria-label={t(`features.switches.${name}.title`)}>
        {choice(true)}
        {choice(false)}
      </Radio.Group>
    </Form.Item>
  )
}
