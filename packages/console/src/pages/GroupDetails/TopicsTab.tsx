import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { GroupDetails, GroupTopicItem } from '@yanshu/protocol'
import { createGroupTopic, describeGroupTopics, dismissGroupTopics } from '@yanshu/protocol'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import { Allowed } from '../../design/Allowed.tsx'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { useDialog } from '../../design/use-dialog.ts'
import { DismissTopicsDialog } from './DismissTopicsDialog.tsx'
import { TopicDialog } from './TopicDialog.tsx'
import { TopicsTable } from './TopicsTable.tsx'

export type TopicsDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly topic: GroupTopicItem }
  | { readonly kind: 'dismiss'; readonly topicIds: readonly string[] }

interface TopicsTabProps {
  readonly appId: number
  readonly group: GroupDetails
}

/** The topics of a community. */
export function TopicsTab({ appId, group }: TopicsTabProps) {
  const { t } = useTranslation()
  if (group.SupportTopic) return <Topics appId={appId} groupId={group.GroupId} />
  return <Alert type="info" showIcon title={t('groups.topics.off')} />
}

function Topics({ appId, groupId }: { appId: number; groupId: string }) {
  const { t } = useTranslation()
  const topics = useActionQuery(describeGroupTopics, { SDKAppID: appId, GroupIds: [groupId] })
  const [selected, setSelected] = useState<readonly string[]>([])
  const { dialog, open, close } = useDialog<TopicsDialog>()
  return (
    <>
      <div className="ys-toolbar" role="toolbar" aria-label={t('groups.details.tabs.topics')}>
        <Allowed action={createGroupTopic}>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => open({ kind: 'create' })}>
            {t('groups.topics.create')}
          </Button>
        </Allowed>
        <Allowed action={dismissGroupTopics}>
          <Button
            icon={<DeleteOutlined />}
            disabled={selected.length === 0}
            onClick={() => open({ kind: 'dismiss', topicIds: selected })}
          >
            {t('groups.topics.dismiss')}
          </Button>
        </Allowed>
      </div>
      {topics.isError ? (
        <LoadFailure error={topics.error} onRetry={() => void topics.refetch()} />
      ) : (
        <TopicsTable
          topics={topics.data?.TopicList ?? []}
          loading={topics.isPending}
          selected={selected}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      {dialog?.kind === 'dismiss' && (
        <DismissTopicsDialog
          appId={appId}
          groupId={groupId}
          topicIds={dialog.topicIds}
          onClose={close}
          onDismissed={(gone) => setSelected((ids) => ids.filter((id) => !gone.includes(id)))}
        />
      )}
      {(dialog?.kind === 'create' || dialog?.kind === 'edit') && (
        <TopicDialog
          appId={appId}
          groupId={groupId}
          topic={dialog.kind === 'edit' ? dialog.topic : undefined}
          onClose={close}
        />
      )}
    </>
  )
}
