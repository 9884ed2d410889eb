import type { GroupTopicItem } from '@yanshu/protocol'
import {
  createGroupTopic,
  describeGroup,
  describeGroupTopics,
  groupLimits,
  modifyGroupTopic,
} from '@yanshu/protocol'
import { Form, Input, Modal, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionMutation } from '../../api/use-action-mutation.ts'
import { bytesUpTo, requiredText } from '../../design/form-rules.ts'
import { useToast } from '../../design/use-toast.ts'

interface TopicDialogProps {
  readonly appId: number
  readonly groupId: string
  /** The topic that is edited; a new one is created where there is none. */
  readonly topic: GroupTopicItem | undefined
  readonly onClose: () => void
}

interface TopicForm {
  readonly TopicName: string
  readonly Introduction: string
  readonly MuteAllMember?: boolean
}

const refreshes = [describeGroupTopics, describeGroup]

export function TopicDialog({ appId, groupId, topic, onClose }: TopicDialogProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<TopicForm>()
  const done = useDone(onClose)
  const create = useActionMutation(createGroupTopic, {
    refreshes,
    onSuccess: (_, { TopicName }) => done('created', TopicName),
  })
  const save = useActionMutation(modifyGroupTopic, {
    refreshes,
    onSuccess: (_, { TopicName = topic?.TopicName ?? '' }) => done('saved', TopicName),
  })
  const shared = { SDKAppID: appId, GroupId: groupId }
  const submit = (form: TopicForm) => {
    if (!topic) {
      const { TopicName, Introduction } = form
      create.mutate({ ...shared, TopicName, ...(Introduction ? { Introduction } : {}) })
      return
    }
    const changes = changesOf(topic, form)
    if (Object.keys(changes).length === 0) onClose()
    else save.mutate({ ...shared, TopicId: topic.TopicId, ...changes })
  }
  return (
    <Modal
      open
      title={t(topic ? 'groups.topics.dialog.edit' : 'groups.topics.dialog.create')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending || save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<TopicForm>
        form={form}
        name="topic"
        layout="vertical"
        {...(topic && { initialValues: topic })}
        onFinish={submit}
      >
        <Form.Item
          name="TopicName"
          label={t('groups.topics.name')}
          rules={[requiredText(t), bytesUpTo(groupLimits.topicNameBytes, t)]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="Introduction"
          label={t('groups.topics.introduction')}
          rules={[bytesUpTo(groupLimits.introductionBytes, t)]}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={t('common.optional')}
          />
        </Form.Item>
        {topic && (
          <Form.Item
            name="MuteAllMember"
            label={t('groups.topics.muteAll')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

function useDone(onClose: () => void) {
  const { t } = useTranslation()
  const toast = useToast()
  return (what: 'created' | 'saved', name: string) => {
    toast(t(`groups.topics.dialog.${what}`, { name }))
    onClose()
  }
}

/** Only what differs from the topic as it was shown. */
function changesOf(topic: GroupTopicItem, form: TopicForm): Partial<TopicForm> {
  const fields = ['TopicName', 'Introduction', 'MuteAllMember'] as const
  return Object.fromEntries(
    fields
      .filter((field) => form[field] !== undefined && form[field] !== topic[field])
      .map((field) => [field, form[field]]),
  )
}
