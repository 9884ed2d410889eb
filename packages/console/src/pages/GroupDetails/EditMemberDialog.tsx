import type { GroupMemberItem, GroupType } from '@yanshu/protocol'
import { describeConfInfo, describeGroupMembers, modifyGroupMember } from '@yanshu/protocol'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { bytesUpTo } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'
import { muteChoices } from './mute-choices.ts'

interface EditMemberDialogProps {
  readonly appId: number
  readonly groupId: string
  readonly groupType: GroupType
  readonly member: GroupMemberItem
  readonly onClose: () => void
}

interface MemberForm {
  readonly role?: 'Admin' | 'Member'
  readonly nameCard: string
  /** Seconds; undefined leaves it as it is. */
  readonly mute?: number
}

/** Role, name card and mute of a member; only what was changed is sent. */
export function EditMemberDialog(props: EditMemberDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<MemberForm>()
  const { appId, groupId, member, onClose } = props
  const { data: conf } = useActionQuery(describeConfInfo, { SDKAppID: appId })
  const save = useActionMutation(modifyGroupMember, {
    refreshes: [describeGroupMembers],
    onSuccess: () => {
      toast(t('groups.members.editDialog.done', { userId: member.UserID }))
      onClose()
    },
  })
  const submit = ({ role, nameCard, mute }: MemberForm) => {
    const changes = {
      ...(role === undefined || role === member.Role ? {} : { Role: role }),
      ...(nameCard === member.NameCard ? {} : { NameCard: nameCard }),
      ...(mute === undefined ? {} : { MuteSeconds: mute }),
    }
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ SDKAppID: appId, GroupId: groupId, UserID: member.UserID, ...changes })
  }
  return (
    <Modal
      open
      title={t('groups.members.editDialog.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<MemberForm>
        form={form}
        name="edit-member"
        layout="vertical"
        initialValues={{ role: member.Role, nameCard: member.NameCard }}
        onFinish={submit}
      >
        <Form.Item label={t('groups.members.userId')} htmlFor="edited-member">
          <Input id="edited-member" disabled value={member.UserID} />
        </Form.Item>
        <RoleField member={member} groupType={props.groupType} />
        <Form.Item
          name="nameCard"
          label={t('groups.members.nameCard')}
          rules={[bytesUpTo(conf?.NameCardBytes ?? 50, t)]}
        >
          <Input autoComplete="off" placeholder={t('common.optional')} />
        </Form.Item>
        {props.groupType !== 'Private' && member.Role !== 'Owner' && <MuteField member={member} />}
      </Form>
    </Modal>
  )
}

/** Work groups have no administrators, and nobody is made an owner here. */
function RoleField({ member, groupType }: Pick<EditMemberDialogProps, 'member' | 'groupType'>) {
  const { t } = useTranslation()
  if (member.Role === 'Owner') {
    return (
      <Form.Item label={t('groups.members.role')} extra={t('groups.members.editDialog.ownerRole')}>
        {t('groups.roles.Owner')}
      </Form.Item>
    )
  }
  if (groupType === 'Private') return undefined
  return (
    <Form.Item name="role" label={t('groups.members.role')}>
      <Radio.Group
        aria-label={t('groups.members.role')}
        options={(['Member', 'Admin'] as const).map((role) => ({
          value: role,
          label: t(`groups.roles.${role}`),
        }))}
      />
    </Form.Item>
  )
}

function MuteField({ member }: { member: GroupMemberItem }) {
  const { t } = useTranslation()
  const lift = { value: 0, label: t('groups.members.editDialog.unmute') }
  return (
    <Form.Item name="mute" label={t('groups.members.editDialog.mute')}>
      <Select
        allowClear
        placeholder={t('groups.members.editDialog.muteStays')}
        options={[
          ...(member.MuteUntil > 0 ? [lift] : []),
          ...muteChoices.map(([name, value]) => ({
            value,
            label: t(`groups.members.editDialog.${name}`),
          })),
        ]}
      />
    </Form.Item>
  )
}
