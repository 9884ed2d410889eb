import { createGroupAction, describeConfInfo, describeGroupList } from '@yanshu/protocol'
import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { bytesUpTo, requiredText, userIdForm } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'

/** The types that are offered: communities come by import, the SDK or the REST API. */
const offeredTypes = ['Private', 'Public', 'ChatRoom', 'AVChatRoom'] as const

interface NewGroup {
  readonly name: string
  readonly owner?: string
  readonly type: (typeof offeredTypes)[number]
}

/** 添加群组. How long a name may be is a setting of the application. */
export function CreateGroupDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<NewGroup>()
  const conf = useActionQuery(describeConfInfo, { SDKAppID: appId })
  const create = useActionMutation(createGroupAction, {
    refreshes: [describeGroupList],
    explains: ['ResourceNotFound.Account'],
    onSuccess: ({ GroupId }, { Name }) => {
      toast(t('groups.create.done', { name: Name, groupId: GroupId }))
      onClose()
    },
  })
  const submit = ({ name, owner, type }: NewGroup) =>
    create.mutate(
      {
        SDKAppID: appId,
        Name: name.trim(),
        Type: type,
        ...(owner ? { OwnerUserID: owner } : {}),
      },
      {
        onError: (error) => {
          if (!(error instanceof ApiFailure) || error.code !== 'ResourceNotFound.Account') return
          form.setFields([{ name: 'owner', errors: [t('groups.create.ownerUnknown')] }])
        },
      },
    )

  return (
    <Modal
      open
      title={t('groups.create.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<NewGroup>
        form={form}
        name="create-group"
        layout="vertical"
        initialValues={{ type: 'Public' }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t('groups.create.name')}
          rules={[requiredText(t), bytesUpTo(conf.data?.GroupNameBytes ?? 100, t)]}
        >
          <Input autoFocus autoComplete="off" placeholder={t('groups.create.namePlaceholder')} />
        </Form.Item>
        <Form.Item
          name="owner"
          label={t('groups.create.owner')}
          extra={t('groups.create.ownerHint')}
          rules={[userIdForm(t)]}
        >
          <Input autoComplete="off" placeholder={t('common.optional')} />
        </Form.Item>
        <Form.Item name="type" label={t('groups.create.type')}>
          <Radio.Group
            aria-label={t('groups.create.type')}
            options={offeredTypes.map((type) => ({
              value: type,
              label: t(`groups.types.${type}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
