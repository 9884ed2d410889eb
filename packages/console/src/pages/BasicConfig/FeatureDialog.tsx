import { describeConfInfo, setConfInfo } from '@yanshu/protocol'
import type { AppConf, AppItem } from '@yanshu/protocol'
import { Form, InputNumber, Modal, Radio, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { failureText } from '../../api/failure-text.ts'
import { useShowFailure } from '../../api/use-show-failure.tsx'
import { useToast } from '../../design/use-toast.ts'
import { includes } from '../../plans/plan-comparison.ts'
import { PremiumOnly } from '../../plans/PremiumOnly.tsx'
import { InstanceFields } from './InstanceFields.tsx'
import {
  confChanges,
  loginModes,
  MAX_RECALL_MINUTES,
  refusedField,
  toFeatureForm,
} from './feature-form.ts'
import type { FeatureForm } from './feature-form.ts'

interface FeatureDialogProps {
  readonly app: AppItem
  readonly conf: AppConf
  readonly open: boolean
  readonly onClose: () => void
}

/** Edits the feature settings; what the server refuses is told at its field. */
export function FeatureDialog({ app, conf, open, onClose }: FeatureDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const showFailure = useShowFailure()
  const [form] = Form.useForm<FeatureForm>()
  const save = useActionMutation(setConfInfo, {
    refreshes: [describeConfInfo],
    explains: ['InvalidParameterValue', 'OperationDenied'],
    onSuccess: () => {
      toast(t('features.saved'))
      onClose()
    },
  })
  const explain = (error: Error) => {
    if (!(error instanceof ApiFailure) || !isExplained(error)) return
    const name = refusedField(error.message)
    if (name === undefined) showFailure(error)
    else form.setFields([{ name, errors: [refusalText(error)] }])
  }
  const refusalText = (error: ApiFailure) =>
    error.code === 'OperationDenied' ? t('features.notInPlan') : failureText(error, t).title
  const submit = (values: FeatureForm) => {
    const changes = confChanges(conf, values)
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ SDKAppID: app.SDKAppID, ...changes }, { onError: explain })
  }

  return (
    <Modal
      open={open}
      title={t('features.edit')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={640}
      destroyOnHidden
    >
      <Form<FeatureForm>
        form={form}
        name="features"
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={toFeatureForm(conf)}
        onFinish={submit}
      >
        <FeatureFields app={app} />
      </Form>
    </Modal>
  )
}

/** Puts the name at the left of a switch, and all switches under each other. */
const besideSwitch = {
  layout: 'horizontal',
  colon: false,
  labelAlign: 'left',
  labelCol: { flex: '196px' },
} as const

function isExplained({ code }: ApiFailure): boolean {
  return code === 'InvalidParameterValue' || code === 'OperationDenied'
}

function FeatureFields({ app }: { app: AppItem }) {
  const { t } = useTranslation()
  const hasUserStatus = includes(app.Plan, 'userStatus')
  return (
    <>
      <Form.Item name="LoginMode" label={t('features.loginMode')}>
        <Radio.Group
          className="ys-choices"
          options={loginModes.map((mode) => ({
            value: mode,
            label: (
              <>
                {t(`features.modes.${mode}`)}
                <span className="ys-quiet">{t(`features.modeHints.${mode}`)}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <InstanceFields app={app} />
      <Form.Item
        name="RecallMinutes"
        label={t('features.recall')}
        extra={t('features.recallHint')}
        rules={[{ required: true, message: t('common.rules.required') }]}
      >
        <InputNumber
          min={0}
          max={MAX_RECALL_MINUTES}
          suffix={t('features.minutes')}
          className="ys-number"
        />
      </Form.Item>
      <Form.Item
        name="SyncDeleteConversation"
        label={t('features.syncDelete')}
        {...besideSwitch}
        valuePropName="checked"
        extra={t('features.syncDeleteHint')}
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="UserStatus"
        label={t('features.userStatus')}
        {...besideSwitch}
        valuePropName="checked"
        extra={
          <>
            {t('features.userStatusHint')}
            {!hasUserStatus && <PremiumOnly plan={app.Plan} appName={app.AppName} />}
          </>
        }
      >
        <Switch disabled={!hasUserStatus} />
      </Form.Item>
    </>
  )
}
