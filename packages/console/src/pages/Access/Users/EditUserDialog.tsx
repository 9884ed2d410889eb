import { updateUser } from '@yanshu/protocol'
import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { useToast } from '../../../design/use-toast.ts'
import { UserInfoFields } from './UserInfoFields.tsx'
import type { UserInfo } from './UserInfoFields.tsx'
import { userReaders } from './user-readers.ts'

export interface EditedUser extends UserInfo {
  readonly Name: string
}

interface EditUserDialogProps {
  readonly user: EditedUser
  readonly onClose: () => void
}

/** Changes what is written about a user; its name stays. */
export function EditUserDialog({ user, onClose }: EditUserDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<UserInfo>()
  const save = useActionMutation(updateUser, {
    refreshes: userReaders,
    onSuccess: () => {
      toast(t('users.edit.done', { user: user.Name }))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('users.edit.title', { user: user.Name })}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<UserInfo>
        form={form}
        name="edit-user"
        layout="vertical"
        initialValues={user}
        onFinish={(values) => save.mutate({ Name: user.Name, ...values })}
      >
        <UserInfoFields />
      </Form>
    </Modal>
  )
}
