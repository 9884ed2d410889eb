import {
  createUserGroup,
  getAccountSummary,
  getUserGroup,
  listGroupsForUser,
  listUserGroups,
  updateUserGroup,
} from '@yanshu/protocol'
import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../../api/api-failure.ts'
import { useActionMutation } from '../../../api/use-action-mutation.ts'
import { bytesUpTo, requiredText } from '../../../design/form-rules.ts'
import { useToast } from '../../../design/use-toast.ts'
import type { UserGroup } from './UserGroupDialogs.tsx'

interface GroupForm {
  readonly name: string
  readonly remark?: string
}

interface EditUserGroupDialogProps {
  /** Left out to create one. */
  readonly group?: Omit<UserGroup, 'CreateTime'>
  readonly onClose: () => void
  readonly onCreated?: (groupId: number) => void
}

const NAME_LENGTH = 64
const REMARK_BYTES = 300
const NAME_TAKEN = 'InvalidParameter.GroupNameInUse'

/** Creates a user group, or changes its name and remark. */
export function EditUserGroupDialog({ group, onClose, onCreated }: EditUserGroupDialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<GroupForm>()
  const { create, update } = useChanges(onClose, onCreated)
  const onError = (error: unknown) => {
    if (!(error instanceof ApiFailure) || error.code !== NAME_TAKEN) return
    form.setFields([{ name: 'name', errors: [t('usergroups.rules.taken')] }])
  }
  const submit = ({ name, remark = '' }: GroupForm) => {
    const wanted = { GroupName: name.trim(), Remark: remark.trim() }
    if (group) update.mutate({ GroupId: group.GroupId, ...wanted }, { onError })
    else create.mutate(wanted, { onError })
  }
  return (
    <Modal
      open
      title={t(group ? 'usergroups.edit.title' : 'usergroups.create.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<GroupForm>
        form={form}
        name="user-group"
        layout="vertical"
        initialValues={{ name: group?.GroupName ?? '', remark: group?.Remark ?? '' }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('usergroups.fields.name')} rules={[requiredText(t)]}>
          <Input autoFocus autoComplete="off" maxLength={NAME_LENGTH} />
        </Form.Item>
        <Form.Item
          name="remark"
          label={t('usergroups.fields.remark')}
          rules={[bytesUpTo(REMARK_BYTES, t)]}
        >
          <Input autoComplete="off" placeholder={t('common.optional')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function useChanges(onClose: () => void, onCreated?: (groupId: number) => void) {
  const { t } = useTranslation()
  const toast = useToast()
  const create = useActionMutation(createUserGroup, {
    refreshes: [listUserGroups, getAccountSummary],
    explains: [NAME_TAKEN],
    onSuccess: ({ GroupId }) => {
      toast(t('usergroups.create.done'))
      onClose()
      onCreated?.(GroupId)
    },
  })
  const update = useActionMutation(updateUserGroup, {
    refreshes: [listUserGroups, getUserGroup, listGroupsForUser],
    explains: [NAME_TAKEN],
    onSuccess: () => {
      toast(t('usergroups.edit.done'))
      onClose()
    },
  })
  return { create, update }
}
