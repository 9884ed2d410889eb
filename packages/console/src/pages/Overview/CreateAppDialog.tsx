import { describeIMAppList, registerIMApp } from '@yanshu/protocol'
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { bytesUpTo, requiredText } from '../../design/form-rules.ts'
import { useAppTypeOptions } from '../../design/use-app-type-options.ts'
import { useToast } from '../../design/use-toast.ts'

interface NewApp {
  readonly name: string
  readonly type?: string
  readonly introduction?: string
}

export function CreateAppDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<NewApp>()
  const typeOptions = useAppTypeOptions()
  const create = useActionMutation(registerIMApp, {
    refreshes: [describeIMAppList],
    explains: ['LimitExceeded.App'],
    onSuccess: (_, { AppName }) => {
      toast(t('overview.dialog.created', { name: AppName }))
      onClose()
    },
  })
  const atLimit = create.error instanceof ApiFailure && create.error.code === 'LimitExceeded.App'
  const submit = ({ name, type, introduction }: NewApp) =>
    create.mutate({
      AppName: name.trim(),
      ...(type ? { AppType: type } : {}),
      ...(introduction ? { Introduction: introduction.trim() } : {}),
    })

  return (
    <Modal
      open={open}
      title={t('overview.dialog.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={create.reset}
      destroyOnHidden
    >
      {atLimit ? (
        <Alert
          type="error"
          showIcon
          className="ys-gap-below"
          title={t('errors.codes.LimitExceeded_App')}
        />
      ) : (
        <p className="ys-dialog-hint">{t('overview.dialog.hint')}</p>
      )}
      <Form<NewApp>
        form={form}
        name="create-app"
        layout="vertical"
        preserve={false}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t('overview.dialog.name')}
          rules={[requiredText(t), bytesUpTo(100, t)]}
        >
          <Input autoFocus placeholder={t('overview.dialog.namePlaceholder')} />
        </Form.Item>
        <Form.Item name="type" label={t('overview.dialog.type')}>
          <Select
            allowClear
            options={typeOptions}
            placeholder={t('overview.dialog.typePlaceholder')}
          />
        </Form.Item>
        <Form.Item
          name="introduction"
          label={t('overview.dialog.introduction')}
          rules={[bytesUpTo(300, t)]}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('overview.dialog.introductionPlaceholder')}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
