import { Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FieldList } from '../../design/FieldList.tsx'
import { changedSettings } from './conf-changes.ts'
import { OnOff } from './OnOff.tsx'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import type { AppSettings } from './use-app-settings.ts'

const SMALLEST = 1024
const LARGEST = 12_288

/** What few applications change: the size of a message, and deleting accounts on a paid plan. */
export function AdvancedCard({ settings: { app, conf } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { AccountDeletion, MessageBytes } = conf
  const title = t('features.advanced.title')
  return (
    <SettingCard
      title={title}
      value={
        <FieldList
          fields={[
            {
              label: t('features.advanced.messageBytes'),
              value: t('features.advanced.bytes', { bytes: MessageBytes }),
            },
            {
              label: t('features.advanced.accountDeletion'),
              value: <OnOff on={AccountDeletion} />,
            },
          ]}
        />
      }
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ AccountDeletion, MessageBytes }}
          changesOf={(values) => changedSettings(conf, values)}
        >
          <AdvancedFields />
        </SettingDialog>
      )}
    />
  )
}

function AdvancedFields() {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="MessageBytes"
        label={t('features.advanced.messageBytes')}
        extra={t('features.advanced.messageBytesHint')}
        rules={[{ required: true, message: t('common.rules.required') }]}
      >
        <InputNumber
          min={SMALLEST}
          max={LARGEST}
          precision={0}
          suffix={t('features.advanced.bytesUnit')}
          className="ys-number"
        />
      </Form.Item>
      <Form.Item
        name="AccountDeletion"
        label={t('features.advanced.accountDeletion')}
        extra={t('features.advanced.accountDeletionHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </>
  )
}
