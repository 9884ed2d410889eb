import { describeAppAndAccountInfo, describeIMAppList, modifyAppInfo } from '@yanshu/protocol'
import type { AppItem } from '@yanshu/protocol'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { FieldList } from '../../design/FieldList.tsx'
import { bytesUpTo, requiredText } from '../../design/form-rules.ts'
import { SettingsCard } from '../../design/SettingsCard.tsx'
import { useAppTypeOptions } from '../../design/use-app-type-options.ts'
import { useToast } from '../../design/use-toast.ts'

/** What the application is; edited in place. */
export function AppInfoCard({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  return (
    <SettingsCard
      title={t('basic.info.title')}
      actions={
        !editing && (
          <Allowed action={modifyAppInfo}>
            <Button type="link" size="small" onClick={() => setEditing(true)}>
              {t('common.edit')}
            </Button>
          </Allowed>
        )
      }
    >
      {editing ? (
        <AppInfoForm app={app} onDone={() => setEditing(false)} />
      ) : (
        <AppInfoFields app={app} />
      )}
    </SettingsCard>
  )
}

function AppInfoFields({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const typeOptions = useAppTypeOptions()
  const type = typeOptions.find(({ value }) => value === app.AppType)?.label ?? app.AppType
  return (
    <FieldList
      fields={[
        {
          label: t('common.sdkAppId'),
          value: <CopyText text={String(app.SDKAppID)} label={t('common.sdkAppId')} />,
        },
        { label: t('basic.info.name'), value: app.AppName },
        { label: t('basic.info.type'), value: type },
        { label: t('basic.info.introduction'), value: app.Introduction },
      ]}
    />
  )
}

interface AppInfo {
  readonly name: string
  readonly type?: string
  readonly introduction: string
}

function AppInfoForm({ app, onDone }: { app: AppItem; onDone: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const typeOptions = useAppTypeOptions()
  const save = useActionMutation(modifyAppInfo, {
    refreshes: [describeAppAndAccountInfo, describeIMAppList],
    onSuccess: () => {
      toast(t('basic.info.saved'))
      onDone()
    },
  })
  const submit = ({ name, type, introduction }: AppInfo) =>
    save.mutate({
      SDKAppID: app.SDKAppID,
      AppName: name.trim(),
      AppType: type ?? '',
      Introduction: introduction.trim(),
    })

  return (
    <Form<AppInfo>
      name="app-info"
      layout="vertical"
      initialValues={{
        name: app.AppName,
        type: app.AppType === '' ? undefined : app.AppType,
        introduction: app.Introduction,
      }}
      onFinish={submit}
    >
      <Form.Item
        name="name"
        label={t('basic.info.name')}
        rules={[requiredText(t), bytesUpTo(100, t)]}
      >
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="type" label={t('basic.info.type')}>
        <Select allowClear options={typeOptions} />
      </Form.Item>
      <Form.Item
        name="introduction"
        label={t('basic.info.introduction')}
        rules={[bytesUpTo(300, t)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <div className="ys-row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </Form>
  )
}
