import { describeConfInfo, setConfInfo } from '@yanshu/protocol'
import { Alert, Form, Modal } from 'antd'
import type { PropsWithChildren, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { failureText } from '../../api/failure-text.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useToast } from '../../design/use-toast.ts'
import type { ConfChanges } from './conf-changes.ts'
import { useDialogForm } from './use-dialog-form.ts'

interface SettingDialogProps<Values extends object> {
  readonly appId: number
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly initialValues: Values
  /** Only what differs, so that another person's change beside it stays. */
  readonly changesOf: (values: Values) => ConfChanges
  readonly width?: number
}

/** Changes settings; nothing happens before it is confirmed, and a refusal is told inside. */
export function SettingDialog<Values extends object>(
  props: PropsWithChildren<SettingDialogProps<Values>>,
) {
  const { t } = useTranslation()
  const toast = useToast()
  const { title, open, onClose } = props
  const { form, name } = useDialogForm<Values>()
  const save = useActionMutation(setConfInfo, {
    refreshes: [describeConfInfo],
    explains: ['InvalidParameterValue', 'OperationDenied'],
    onSuccess: () => {
      toast(t('features.saved', { setting: title }))
      onClose()
    },
  })
  const submit = (values: Values) => {
    const changes = props.changesOf(values)
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ SDKAppID: props.appId, ...changes })
  }

  return (
    <Modal
      open={open}
      title={title}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={save.reset}
      width={props.width ?? 520}
      destroyOnHidden
    >
      <Refusal error={save.error} />
      <Form<Values>
        form={form}
        name={name}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={props.initialValues}
        onFinish={submit}
      >
        {props.children}
      </Form>
    </Modal>
  )
}

/** Why the server refused; other failures are shown at the upper right. */
function Refusal({ error }: { error: Error | null }): ReactNode {
  const { t } = useTranslation()
  if (!(error instanceof ApiFailure)) return undefined
  const { title, detail } = failureText(error, t)
  return <Alert type="error" showIcon className="ys-gap-below" title={title} description={detail} />
}
