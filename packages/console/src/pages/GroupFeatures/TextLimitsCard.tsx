import { groupConf } from '@yanshu/protocol'
import type { GroupConf } from '@yanshu/protocol'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { FieldList } from '../../design/FieldList.tsx'
import { changedSettings } from '../Features/conf-changes.ts'
import { SettingCard } from '../Features/SettingCard.tsx'
import { SettingDialog } from '../Features/SettingDialog.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'

const limits = [
  'GroupNameBytes',
  'GroupIntroductionBytes',
  'GroupNotificationBytes',
  'GroupFaceUrlBytes',
  'NameCardBytes',
] as const satisfies readonly (keyof GroupConf)[]
type Limit = (typeof limits)[number]

/** How long the texts of groups may be; editions of the documents differ in it. */
export function TextLimitsCard({ settings: { app, conf } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const title = t('groupconf.texts.title')
  return (
    <SettingCard
      title={title}
      className="ys-columns__wide"
      value={
        <FieldList
          fields={limits.map((name) => ({
            label: t(`groupconf.texts.names.${name}`),
            value: t('groupconf.texts.bytes', { bytes: conf[name] }),
          }))}
        />
      }
      hint={t('groupconf.texts.hint')}
      renderDialog={(open, close) => (
        <SettingDialog<Record<Limit, number>>
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={conf}
          changesOf={(values) => changedSettings(conf, values)}
        >
          <div className="ys-form-columns">
            {limits.map((name) => (
              <LimitField key={name} name={name} />
            ))}
          </div>
        </SettingDialog>
      )}
    />
  )
}

function LimitField({ name }: { name: Limit }) {
  const { t } = useTranslation()
  const { minValue, maxValue } = groupConf.shape[name]
  const least = minValue ?? 1
  const most = maxValue ?? least
  return (
    <Form.Item
      name={name}
      label={t(`groupconf.texts.names.${name}`)}
      extra={t('groupconf.texts.range', { least, most })}
      rules={[{ required: true, message: t('common.rules.required') }]}
    >
      <InputNumber
        min={least}
        max={most}
        precision={0}
        suffix={t('groupconf.texts.unit')}
        className="ys-number"
      />
    </Form.Item>
  )
}
