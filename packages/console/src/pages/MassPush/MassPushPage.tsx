import { PlusOutlined } from '@ant-design/icons'
import { createPushTask, describePushTask } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAppId } from '../../app/use-app-id.ts'
import { useListPage } from '../../app/use-list-page.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { Page } from '../../design/Page.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { includes } from '../../plans/plan-comparison.ts'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'
import { useAppSettings } from '../Features/use-app-settings.ts'
import { CreatePushDialog } from './CreatePushDialog.tsx'
import { isRunning } from './push-form.ts'
import { PushTable } from './PushTable.tsx'
import './mass-push.css'

const listDefaults = { size: 10, sizes: [10, 20, 50] }

/** How often the list is read again while a push is at work. */
const REFRESH = 1000

/** 全员推送: what was pushed and how far it has come, and new pushes. */
export function MassPushPage() {
  const { t } = useTranslation()
  const appId = useAppId()
  const { dialog, open, close } = useDialog<'create'>()
  const settings = useAppSettings(appId)
  const list = useListPage(describePushTask, {
    defaults: listDefaults,
    params: ({ page, size }) => ({ SDKAppID: appId, Offset: (page - 1) * size, Limit: size }),
    read: ({ TaskList, TotalCount }) => ({ rows: TaskList, total: TotalCount }),
    refreshEvery: (answer) => (answer?.TaskList.some(isRunning) ? REFRESH : false),
  })
  const isReady = settings.data !== undefined && canPush(settings.data)
  const create = () => open('create')
  return (
    <Page
      title={t('push.title')}
      description={t('push.description')}
      actions={
        <Allowed action={createPushTask}>
          <Button type="primary" icon={<PlusOutlined />} disabled={!isReady} onClick={create}>
            {t('push.create')}
          </Button>
        </Allowed>
      }
    >
      {settings.data && <Gate settings={settings.data} />}
      <PushTable list={list} />
      {dialog && (
        <CreatePushDialog
          appId={appId}
          attrNames={list.answer?.AttrNames ?? []}
          onClose={close}
          onCreated={() => list.change({ page: 1 })}
        />
      )}
    </Page>
  )
}

function canPush({ plan, conf }: AppSettings): boolean {
  return includes(plan, 'massPush') && conf.MassPush
}

/** Why nothing can be pushed, and the way on. */
function Gate({ settings }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { app, plan } = settings
  if (canPush(settings)) return undefined
  if (!includes(plan, 'massPush')) {
    return (
      <Alert
        type="info"
        showIcon
        className="ys-gap-below"
        title={t('push.notInPlan')}
        action={<PremiumOnly app={app} feature={t('push.title')} />}
      />
    )
  }
  return (
    <Alert
      type="info"
      showIcon
      className="ys-gap-below"
      title={t('push.switchedOff')}
      action={<Link to="../features/login">{t('push.toFeatures')}</Link>}
    />
  )
}
