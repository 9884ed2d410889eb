import { createPushTask, describePushTask } from '@yanshu/protocol'
import { Alert, Form, Input, Modal, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { bytesUpTo, requiredText, userIdForm } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'
import { ConditionFields } from './ConditionFields.tsx'
import type { PushForm } from './push-form.ts'
import { emptyForm, keepSeconds, pushParams } from './push-form.ts'

interface CreatePushDialogProps {
  readonly appId: number
  readonly attrNames: readonly string[]
  readonly onClose: () => void
  readonly onCreated: () => void
}

/** Asks what is pushed, to whom, and whether it is stored. */
export function CreatePushDialog(props: CreatePushDialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<PushForm>()
  const { create, trouble } = useCreation(props)
  return (
    <Modal
      open
      title={t('push.dialog.title')}
      okText={t('push.dialog.submit')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      width={600}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      {trouble !== undefined && (
        <Alert type="error" showIcon className="ys-gap-below" title={trouble} />
      )}
      <Form<PushForm>
        form={form}
        name="create-push"
        layout="vertical"
        initialValues={emptyForm}
        onFinish={(values) => create.mutate(pushParams(props.appId, values))}
      >
        <Form.Item
          name="text"
          label={t('push.dialog.text')}
          rules={[requiredText(t), bytesUpTo(9000, t)]}
        >
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 3, maxRows: 8 }}
            placeholder={t('push.dialog.textPlaceholder')}
          />
        </Form.Item>
        <Form.Item
          name="sender"
          label={t('push.dialog.sender')}
          extra={t('push.dialog.senderHint')}
          rules={[userIdForm(t)]}
        >
          <Input autoComplete="off" placeholder="administrator" />
        </Form.Item>
        <ConditionFields attrNames={props.attrNames} />
        <DeliveryFields />
      </Form>
    </Modal>
  )
}

function useCreation({ onClose, onCreated }: CreatePushDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const create = useActionMutation(createPushTask, {
    refreshes: [describePushTask],
    explains: ['LimitExceeded', 'RequestLimitExceeded'],
    onSuccess: () => {
      toast(t('push.dialog.done'))
      onCreated()
      onClose()
    },
  })
  const code = create.error instanceof ApiFailure ? create.error.code : undefined
  const troubles: Readonly<Record<string, string>> = {
    LimitExceeded: t('push.dialog.quota'),
    RequestLimitExceeded: t('push.dialog.tooSoon'),
  }
  return { create, trouble: code === undefined ? undefined : troubles[code] }
}

function DeliveryFields() {
  const { t } = useTranslation()
  const delivery = Form.useWatch<PushForm['delivery']>('delivery')
  const choice = (value: PushForm['delivery']) => (
    <Radio value={value}>
      {t(`push.dialog.deliveries.${value}`)}
      <div className="ys-quiet">{t(`push.dialog.deliveryHints.${value}`)}</div>
    </Radio>
  )
  return (
    <>
      <Form.Item name="delivery" label={t('push.dialog.delivery')}>
        <Radio.Group className="ys-push__choices" aria-label={t('push.dialog.delivery')}>
          {choice('stored')}
          {choice('online')}
        </Radio.Group>
      </Form.Item>
      {delivery === 'online' && (
        <Form.Item name="keep" label={t('push.dialog.keep')}>
          <Select
            options={(Object.keys(keepSeconds) as PushForm['keep'][]).map((keep) => ({
              value: keep,
              label: t(`push.dialog.keeps.${keep}`),
            }))}
          />
        </Form.Item>
      )}
    </>
  )
}
