import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { includes } from '../../plans/plan-comparison.ts'
import { changedSettings } from '../Features/conf-changes.ts'
import { OnOff } from '../Features/OnOff.tsx'
import { SettingCard } from '../Features/SettingCard.tsx'
import { SettingDialog } from '../Features/SettingDialog.tsx'
import { switchSettings } from '../Features/switch-settings.ts'
import { SwitchChoice } from '../Features/SwitchCard.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'

const MOST_PER_SECOND = 5

interface BroadcastForm {
  readonly on: boolean
  readonly rate: number
}

/** 直播群广播消息: a switch, and how often while it is on. */
export function BroadcastCard({ settings: { app, conf, plan } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { name, feature, sdk } = switchSettings.liveBroadcast
  const inPlan = includes(plan, feature)
  const on = inPlan && conf.LiveBroadcast
  const rate = conf.LiveBroadcastRate
  const title = t(`features.switches.${name}.title`)
  return (
    <SettingCard
      title={title}
      value={<OnOff on={on} {...(on ? { text: t('groupconf.broadcast.value', { rate }) } : {})} />}
      hint={t(`features.switches.${name}.hint`)}
      sdk={sdk}
      premiumFor={inPlan ? undefined : app}
      renderDialog={(open, close) => (
        <SettingDialog<BroadcastForm>
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ on, rate }}
          changesOf={(values) =>
            changedSettings(conf, { LiveBroadcast: values.on, LiveBroadcastRate: values.rate })
          }
        >
          <SwitchChoice name={name} />
          <RateField />
        </SettingDialog>
      )}
    />
  )
}

function RateField() {
  const { t } = useTranslation()
  const on = Form.useWatch<boolean | undefined>('on')
  return (
    <Form.Item
      name="rate"
      label={t('groupconf.broadcast.rate')}
      extra={t('groupconf.broadcast.rateHint')}
      rules={[{ required: true, message: t('common.rules.required') }]}
    >
      <InputNumber
        min={1}
        max={MOST_PER_SECOND}
        precision={0}
        disabled={on !== true}
        suffix={t('groupconf.broadcast.unit')}
        className="ys-number"
      />
    </Form.Item>
  )
}
