import { QuestionCircleOutlined } from '@ant-design/icons'
import { createAccount, describeAccountList, describeAppAndAccountInfo } from '@yanshu/protocol'
import { Form, Input, Modal, Radio, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { bytesUpTo, requiredText, userIdForm } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'
import { accountTypes } from './account-list-params.ts'
import type { AccountType } from './account-list-params.ts'

interface NewAccount {
  readonly type: AccountType
  readonly userId: string
  readonly nick?: string
  readonly faceUrl?: string
}

export function CreateAccountDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<NewAccount>()
  const create = useActionMutation(createAccount, {
    refreshes: [describeAccountList, describeAppAndAccountInfo],
    explains: ['ResourceInUse'],
    onSuccess: (_, { UserID }) => {
      toast(t('accounts.create.done', { userId: UserID }))
      onClose()
    },
  })
  const submit = (account: NewAccount) =>
    create.mutate(
      {
        SDKAppID: appId,
        UserID: account.userId,
        AccountType: account.type,
        ...(account.nick ? { Nick: account.nick } : {}),
        ...(account.faceUrl ? { FaceUrl: account.faceUrl } : {}),
      },
      {
        onError: (error) => {
          if (!(error instanceof ApiFailure) || error.code !== 'ResourceInUse') return
          form.setFields([{ name: 'userId', errors: [t('accounts.create.exists')] }])
        },
      },
    )

  return (
    <Modal
      open
      title={t('accounts.create.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<NewAccount>
        form={form}
        name="create-account"
        layout="vertical"
        initialValues={{ type: 'ordinary' }}
        onFinish={submit}
      >
        <Form.Item name="type" label={<TypeLabel />}>
          <Radio.Group
            aria-label={t('accounts.create.type')}
            options={accountTypes.map((type) => ({
              value: type,
              label: t(`accounts.types.${type}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="userId"
          label={t('accounts.fields.userId')}
          rules={[requiredText(t), userIdForm(t)]}
        >
          <Input
            autoFocus
            autoComplete="off"
            placeholder={t('accounts.create.userIdPlaceholder')}
          />
        </Form.Item>
        <Form.Item name="nick" label={t('accounts.fields.nick')} rules={[bytesUpTo(500, t)]}>
          <Input placeholder={t('common.optional')} autoComplete="off" />
        </Form.Item>
        <Form.Item name="faceUrl" label={t('accounts.fields.faceUrl')} rules={[bytesUpTo(500, t)]}>
          <Input placeholder={t('accounts.fields.faceUrlPlaceholder')} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function TypeLabel() {
  const { t } = useTranslation()
  return (
    <span>
      {t('accounts.create.type')}
      <Tooltip title={t('accounts.create.typeHint')}>
        <QuestionCircleOutlined
          className="ys-hint-icon"
          tabIndex={0}
          aria-label={t('accounts.create.typeHint')}
        />
      </Tooltip>
    </span>
  )
}
