import { receiptGroupTypes } from '@yanshu/protocol'
import type { ReceiptGroupType } from '@yanshu/protocol'
import { Checkbox, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { includes } from '../../plans/plan-comparison.ts'
import type { ConfChanges } from '../Features/conf-changes.ts'
import { SettingCard } from '../Features/SettingCard.tsx'
import { SettingDialog } from '../Features/SettingDialog.tsx'
import type { AppSettings } from '../Features/use-app-settings.ts'

interface ReceiptsForm {
  readonly types: readonly ReceiptGroupType[]
}

/** 群消息已读回执配置: the types of groups that have read receipts. */
export function ReceiptsCard({ settings: { app, conf, plan } }: { settings: AppSettings }) {
  const { t } = useTranslation()
  const inPlan = includes(plan, 'readReceipts')
  const types = inPlan ? conf.ReceiptGroupTypes : []
  const title = t('groupconf.receipts.title')
  const names = receiptGroupTypes
    .filter((type) => types.includes(type))
    .map((type) => t(`common.groupTypes.${type}`))
  return (
    <SettingCard
      title={title}
      value={names.length === 0 ? t('groupconf.receipts.none') : names.join(t('groupconf.between'))}
      hint={t('groupconf.receipts.hint')}
      sdk="6.1.2155"
      premiumFor={inPlan ? undefined : app}
      renderDialog={(open, close) => (
        <SettingDialog<ReceiptsForm>
          appId={app.SDKAppID}
          title={title}
          open={open}
          onClose={close}
          initialValues={{ types }}
          changesOf={(values) => receiptChanges(types, values.types)}
        >
          <Form.Item
            name="types"
            label={t('groupconf.receipts.label')}
            extra={t('groupconf.receipts.hint')}
          >
            <Checkbox.Group
              aria-label={t('groupconf.receipts.label')}
              className="ys-checks"
              options={receiptGroupTypes.map((type) => ({
                value: type,
                label: t(`common.groupTypes.${type}`),
              }))}
            />
          </Form.Item>
        </SettingDialog>
      )}
    />
  )
}

function receiptChanges(
  before: readonly ReceiptGroupType[],
  after: readonly ReceiptGroupType[],
): ConfChanges {
  const chosen = receiptGroupTypes.filter((type) => after.includes(type))
  const isSame = chosen.length === before.length && chosen.every((type) => before.includes(type))
  return isSame ? {} : { ReceiptGroupTypes: chosen }
}
