import type { AuditSettings } from '@yanshu/protocol'
import { describeAuditSettings, MOST_AUDIT_DAYS, setAuditSettings } from '@yanshu/protocol'
import { Button, Drawer, Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { Loaded } from '../../design/Loaded.tsx'
import { useToast } from '../../design/use-toast.ts'

const switches = ['RestCalls', 'GatewayCalls', 'DeniedReads'] as const

/** How long events are kept, and which are. */
export function AuditSettingsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const settings = useActionQuery(describeAuditSettings, {})
  return (
    <Drawer open size={440} title={t('audit.settings.title')} onClose={onClose}>
      <Loaded query={settings}>
        {(current) => <SettingsForm current={current} onDone={onClose} />}
      </Loaded>
    </Drawer>
  )
}

function SettingsForm({ current, onDone }: { current: AuditSettings; onDone: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useActionMutation(setAuditSettings, {
    refreshes: [describeAuditSettings],
    onSuccess: () => {
      toast(t('audit.settings.done'))
      onDone()
    },
  })
  return (
    <Form<AuditSettings>
      layout="vertical"
      initialValues={current}
      onFinish={(values) => save.mutate(values)}
    >
      <Form.Item label={t('audit.settings.days')} extra={t('audit.settings.daysHint')} required>
        <span className="ys-row">
          <Form.Item name="RetentionDays" noStyle rules={[{ required: true }]}>
            <InputNumber
              min={1}
              max={MOST_AUDIT_DAYS}
              precision={0}
              aria-label={t('audit.settings.days')}
            />
          </Form.Item>
          {t('audit.settings.daysUnit')}
        </span>
      </Form.Item>
      <p className="ys-dialog-hint">{t('audit.settings.always')}</p>
      {switches.map((name) => (
        <div key={name} className="ys-audit__switch">
          <div>
            <label htmlFor={`audit-${name}`}>{t(`audit.settings.${name}`)}</label>
            <div>{t(`audit.settings.${name}Hint`)}</div>
          </div>
          <Form.Item name={name} valuePropName="checked" noStyle>
            <Switch id={`audit-${name}`} />
          </Form.Item>
        </div>
      ))}
      <div className="ys-dialog-footer">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Allowed action={setAuditSettings}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Allowed>
      </div>
    </Form>
  )
}
