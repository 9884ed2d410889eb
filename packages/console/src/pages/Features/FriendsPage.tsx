import { profileFields } from '@yanshu/protocol'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAppId } from '../../app/use-app-id.ts'
import { Loaded } from '../../design/Loaded.tsx'
import { Page } from '../../design/Page.tsx'
import { changedSettings } from './conf-changes.ts'
import { FriendFieldsCard } from './FriendFieldsCard.tsx'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { switchSettings } from './switch-settings.ts'
import { SwitchCard } from './SwitchCard.tsx'
import { useAppSettings } from './use-app-settings.ts'
import type { AppSettings } from './use-app-settings.ts'

const allowTypes = profileFields.Tag_Profile_IM_AllowType.choices

/** 好友与关系链: how accounts become friends, and what is kept about a friend. */
export function FriendsPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const settings = useAppSettings(appId)
  return (
    <Page title={t('features.friends.page')} description={t('features.friends.description')}>
      <Loaded query={settings} rows={8}>
        {(data) => (
          <div className="ys-columns ys-settings" key={appId}>
            <AllowTypeCard settings={data} />
            <SwitchCard settings={data} setting={switchSettings.follow} />
            <FriendFieldsCard appId={appId} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function AllowTypeCard({ settings: { app, conf } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const title = t('features.allowType.title')
  return (
    <SettingCard
      title={title}
      value={t(`features.allowType.choices.${conf.DefaultAllowType}`)}
      hint={t('features.allowType.hint')}
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ DefaultAllowType: conf.DefaultAllowType }}
          changesOf={(values) => changedSettings(conf, values)}
        >
          <Form.Item name="DefaultAllowType" label={t('features.allowType.label')}>
            <Radio.Group
              aria-label={t('features.allowType.label')}
              className="ys-choices"
              options={allowTypes.map((value) => ({
                value,
                label: (
                  <>
                    {t(`features.allowType.choices.${value}`)}
                    <span className="ys-quiet">{t(`features.allowType.hints.${value}`)}</span>
                  </>
                ),
              }))}
            />
          </Form.Item>
        </SettingDialog>
      )}
    />
  )
}
