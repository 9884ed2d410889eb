import type { GroupDetails } from '@yanshu/protocol'
import {
  applyOptions,
  describeConfInfo,
  describeGroup,
  describeGroupList,
  inviteOptions,
  modifyGroupAction,
} from '@yanshu/protocol'
import { Form, Input, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { useActionQuery } from '../../api/use-action-query.ts'
import { bytesUpTo, requiredText } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'
import { groupChanges } from './group-changes.ts'
import type { GroupForm } from './group-changes.ts'

interface EditGroupDialogProps {
  readonly appId: number
  readonly group: GroupDetails
  readonly onClose: () => void
}

/** Modify Group Info; only what was changed is sent. */
export function EditGroupDialog({ appId, group, onClose }: EditGroupDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [form] = Form.useForm<GroupForm>()
  const save = useActionMutation(modifyGroupAction, {
    refreshes: [describeGroup, describeGroupList],
    onSuccess: () => {
      toast(t('groups.details.edit.done'))
      onClose()
    },
  })
  const submit = (values: GroupForm) => {
    const changes = groupChanges(group, values)
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ SDKAppID: appId, GroupId: group.GroupId, ...changes })
  }
  return (
    <Modal
      open
      title={t('groups.details.edit.title')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={640}
    >
      <Form<GroupForm>
        form={form}
        name="edit-group"
        layout="vertical"
        initialValues={group}
        onFinish={submit}
      >
        <TextFields appId={appId} />
        <div className="ys-form-columns">
          <OptionFields isLive={group.Type === 'AVChatRoom'} />
        </div>
      </Form>
    </Modal>
  )
}

/** Texts are as long as the settings of the application allow. */
function TextFields({ appId }: { appId: number }) {
  const { t } = useTranslation()
  const { data: conf } = useActionQuery(describeConfInfo, { SDKAppID: appId })
  return (
    <>
      <Form.Item
        name="Name"
        label={t('groups.create.name')}
        rules={[requiredText(t), bytesUpTo(conf?.GroupNameBytes ?? 100, t)]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="Introduction"
        label={t('groups.details.info.introduction')}
        rules={[bytesUpTo(conf?.GroupIntroductionBytes ?? 400, t)]}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t('groups.details.edit.introductionPlaceholder')}
        />
      </Form.Item>
      <Form.Item
        name="Notification"
        label={t('groups.details.info.notification')}
        rules={[bytesUpTo(conf?.GroupNotificationBytes ?? 400, t)]}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t('groups.details.edit.notificationPlaceholder')}
        />
      </Form.Item>
      <Form.Item
        name="FaceUrl"
        label={t('groups.details.info.faceUrl')}
        rules={[bytesUpTo(conf?.GroupFaceUrlBytes ?? 500, t)]}
      >
        <Input autoComplete="off" placeholder={t('groups.details.edit.faceUrlPlaceholder')} />
      </Form.Item>
    </>
  )
}

/** Live rooms are open to everybody, and hold any number. */
function OptionFields({ isLive }: { isLive: boolean }) {
  const { t } = useTranslation()
  const muteAll = (
    <Form.Item
      name="MuteAllMember"
      label={t('groups.details.info.muteAll')}
      valuePropName="checked"
    >
      <Switch />
    </Form.Item>
  )
  if (isLive) return muteAll
  return (
    <>
      <Form.Item name="ApplyJoinOption" label={t('groups.details.info.applyOption')}>
        <Select
          options={applyOptions.map((value) => ({
            value,
            label: t(`groups.details.apply.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="InviteJoinOption" label={t('groups.details.info.inviteOption')}>
        <Select
          options={inviteOptions.map((value) => ({
            value,
            label: t(`groups.details.invite.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="MaxMemberNum"
        label={t('groups.details.edit.maxMembers')}
        rules={[
          requiredNumber(t('common.rules.required')),
          { pattern: /^([1-9]\d{0,5}|1000000)$/, message: t('groups.details.edit.maxMembersRule') },
        ]}
      >
        <Input inputMode="numeric" autoComplete="off" />
      </Form.Item>
      {muteAll}
    </>
  )
}

function requiredNumber(message: string) {
  return { required: true, message }
}
