import { platforms } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { includes } from '../../plans/plan-comparison.ts'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'
import { maxInstances } from './feature-form.ts'
import type { FeatureForm } from './feature-form.ts'

/** One number a platform; those that the plan or the chosen login mode holds at one are disabled. */
export function InstanceFields({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const mode = Form.useWatch<FeatureForm['LoginMode'] | undefined>('LoginMode')
  const inPlan = includes(app.Plan, 'samePlatform')
  const required = { required: true, message: t('common.rules.required') }
  return (
    <fieldset className="ys-fieldset">
      <legend>{t('features.instances')}</legend>
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
              disabled={platform !== 'Web' && (!inPlan || mode !== 'multi')}
            />
          </Form.Item>
        ))}
      </div>
      <div className="ys-fieldset__hint">
        {t(inPlan ? 'features.instancesHint' : 'features.instancesNotInPlan')}
        {!inPlan && <PremiumOnly plan={app.Plan} appName={app.AppName} />}
      </div>
    </fieldset>
  )
}
