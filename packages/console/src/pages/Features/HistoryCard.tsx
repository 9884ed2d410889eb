import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../design/format.ts'
import { PlanComparisonButton } from '../../plans/PlanComparisonButton.tsx'
import { changedSettings } from './conf-changes.ts'
import { historyState, shortens } from './history.ts'
import type { HistoryState } from './history.ts'
import { SettingCard } from './SettingCard.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import type { AppSettings } from './use-app-settings.ts'

/** How long messages are kept: what the plan offers, once a calendar month. */
export function HistoryCard({ settings }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const { app, conf, plan } = settings
  const state = historyState(conf, plan)
  const title = t('features.history.title')
  return (
    <SettingCard
      title={title}
      value={useDays()(conf.HistoryDays)}
      hint={t('features.history.hint')}
      locked={state.kind === 'open' ? undefined : <Locked state={state} settings={settings} />}
      renderDialog={(open, close) => (
        <SettingDialog
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ HistoryDays: conf.HistoryDays }}
          changesOf={(values) => changedSettings(conf, values)}
        >
          {state.kind === 'open' && (
            <HistoryChoices choices={state.choices} before={conf.HistoryDays} />
          )}
        </SettingDialog>
      )}
    />
  )
}

function Locked({ state, settings }: { state: HistoryState; settings: AppSettings }) {
  const { t } = useTranslation()
  if (state.kind === 'changed') {
    return t('features.history.changed', { time: formatDateTime(state.at) })
  }
  return (
    <span className="ys-row">
      {t('features.history.fixed')}
      <PlanComparisonButton app={settings.app} />
    </span>
  )
}

function HistoryChoices({ choices, before }: { choices: readonly number[]; before: number }) {
  const { t } = useTranslation()
  const daysText = useDays()
  const chosen = Form.useWatch<number | undefined>('HistoryDays')
  return (
    <>
      <Form.Item name="HistoryDays" label={t('features.history.label')}>
        <Radio.Group
          aria-label={t('features.history.label')}
          className="ys-choices"
          options={choices.map((days) => ({ value: days, label: daysText(days) }))}
        />
      </Form.Item>
      <p className="ys-dialog-hint">{t('features.history.once')}</p>
      {chosen !== undefined && shortens(before, chosen) && (
        <Alert type="warning" showIcon title={t('features.history.shorter')} />
      )}
    </>
  )
}

function useDays(): (days: number) => string {
  const { t } = useTranslation()
  return (days) =>
    days === 0 ? t('features.history.forever') : t('features.history.days', { days })
}
