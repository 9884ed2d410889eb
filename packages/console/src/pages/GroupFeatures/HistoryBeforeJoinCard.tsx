import { storedGroupTypes } from '@yanshu/protocol'
import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { SettingDialog } from '../Features/SettingDialog.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'
import { pendingOf } from './pending.ts'
import { PendingNote } from './PendingNote.tsx'
import { TypesCard } from './TypesCard.tsx'

/** 拉取入群前漫游消息. */
export function HistoryBeforeJoinCard({ settings: { app, conf } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { HistoryBeforeJoin, Pending } = conf
  return (
    <TypesCard
      title={t('groupconf.history.title')}
      hint={t('groupconf.history.hint')}
      types={storedGroupTypes}
      column={t('groupconf.history.value')}
      render={(type) => (
        <>
          {t(HistoryBeforeJoin[type] ? 'groupconf.history.allowed' : 'groupconf.history.forbidden')}
          <PendingNote pending={pendingOf(Pending, `HistoryBeforeJoin.${type}`)} />
        </>
      )}
      renderDialog={(type, title, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open
          onClose={close}
          initialValues={{ allowed: HistoryBeforeJoin[type] }}
          changesOf={({ allowed }) =>
            allowed === HistoryBeforeJoin[type] ? {} : { HistoryBeforeJoin: { [type]: allowed } }
          }
        >
          <HistoryChoice />
        </SettingDialog>
      )}
    />
  )
}

function HistoryChoice() {
  const { t } = useTranslation()
  return (
    <>
      <Alert type="info" showIcon className="ys-gap-below" title={t('groupconf.delay')} />
      <Form.Item name="allowed">
        <Radio.Group className="ys-choices" aria-label={t('groupconf.history.value')}>
          <Radio value>
            {t('groupconf.history.allowed')}
            <span className="ys-quiet">{t('groupconf.history.allowedHint')}</span>
          </Radio>
          <Radio value={false}>
            {t('groupconf.history.forbidden')}
            <span className="ys-quiet">{t('groupconf.history.forbiddenHint')}</span>
          </Radio>
        </Radio.Group>
      </Form.Item>
    </>
  )
}
