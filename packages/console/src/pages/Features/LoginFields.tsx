import { platforms } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Form, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'
import { loginModes, maxInstances } from './login-form.ts'
import type { LoginForm } from './login-form.ts'

interface LoginFieldsProps {
  readonly app: AppItem
  /** Whether the plan has several devices of one platform. */
  readonly samePlatform: boolean
}

export function LoginFields(props: LoginFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item name="LoginMode" label={t('features.login.mode')}>
        <Radio.Group
          aria-label={t('features.login.mode')}
          className="ys-choices"
          options={loginModes.map((mode) => ({
            value: mode,
            label: (
              <>
                {t(`features.login.modes.${mode}`)}
                <span className="ys-quiet">{t(`features.login.modeHints.${mode}`)}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <InstanceFields {...props} />
    </>
  )
}

/** One number a platform; those that the plan or the chosen login mode holds at one are disabled. */
function InstanceFields({ app, samePlatform }: LoginFieldsProps) {
  const { t } = useTranslation()
  const mode = Form.useWatch<LoginForm['LoginMode'] | undefined>('LoginMode')
  const required = { required: true, message: t('common.rules.required') }
  const several = samePlatform && mode === 'multi'
  return (
    <fieldset className="ys-fieldset">
      <legend>{t('features.login.instances')}</legend>
      <div className="ys-instance-fields">
        {platforms.map((platform) => (
          <Form.Item
            key={platform}
            name={['LoginInstances', platform]}
            label={platform}
            rules={[required]}
          >
            <InputNumber
              min={1}
              max={maxInstances(platform)}
              precision={0}
              disabled={platform !== 'Web' && !several}
            />
          </Form.Item>
        ))}
      </div>
      <div className="ys-fieldset__hint">
        {t(samePlatform ? 'features.login.instancesHint' : 'features.login.instancesNotInPlan')}
        {!samePlatform && <PremiumOnly app={app} feature={t('features.login.instances')} />}
      </div>
    </fieldset>
  )
}
