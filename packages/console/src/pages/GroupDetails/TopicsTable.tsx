import { createGroupTopic, dismissGroupTopics, modifyGroupTopic } from '@yanshu/protocol'
import type { GroupTopicItem } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CopyText } from '../../design/CopyText.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { formatDateTime } from '../../design/format.ts'
import { selectionTotal } from '../../design/SelectionTotal.tsx'
import { useDetailsAddress } from './details-address.ts'
import type { TopicsDialog } from './TopicsTab.tsx'

interface TopicsTableProps {
  readonly topics: readonly GroupTopicItem[]
  readonly loading: boolean
  readonly selected: readonly string[]
  readonly onSelect: (topicIds: readonly string[]) => void
  readonly onOpen: (dialog: TopicsDialog) => void
}

export function TopicsTable(props: TopicsTableProps) {
  const { t } = useTranslation()
  return (
    <Table<GroupTopicItem>
      className="ys-table"
      rowKey="TopicId"
      size="small"
      scroll={{ x: 1140 }}
      loading={props.loading}
      dataSource={props.topics}
      columns={useTopicColumns(props.onOpen)}
      rowSelection={{
        columnWidth: 44,
        fixed: true,
        selectedRowKeys: [...props.selected],
        onChange: (keys) => props.onSelect(keys.map(String)),
        getCheckboxProps: (row) => ({ 'aria-label': row.TopicId }),
      }}
      pagination={{
        showSizeChanger: true,
        showTotal: (total) =>
          selectionTotal({
            total: t('groups.topics.total', { total }),
            selected: props.selected.length,
            onClear: () => props.onSelect([]),
          }),
      }}
      locale={{
        emptyText: props.loading ? (
          <div className="ys-empty" />
        ) : (
          <EmptyState title={t('groups.topics.empty.title')} hint={t('groups.topics.empty.hint')}>
            <Allowed action={createGroupTopic}>
              <Button type="primary" onClick={() => props.onOpen({ kind: 'create' })}>
                {t('groups.topics.create')}
              </Button>
            </Allowed>
          </EmptyState>
        ),
      }}
    />
  )
}

function useTopicColumns(onOpen: (dialog: TopicsDialog) => void): TableColumnsType<GroupTopicItem> {
  const { t } = useTranslation()
  const time = (seconds: number) =>
    seconds === 0 ? '-' : <span className="ys-digits">{formatDateTime(seconds)}</span>
  return [
    { title: t('groups.topics.name'), dataIndex: 'TopicName', ellipsis: true },
    {
      title: t('groups.topics.topicId'),
      dataIndex: 'TopicId',
      width: 270,
      render: (topicId: string) => <CopyText text={topicId} label={topicId} />,
    },
    {
      title: t('groups.topics.muteAll'),
      dataIndex: 'MuteAllMember',
      width: 110,
      render: (on: boolean) => t(on ? 'groups.details.info.on' : 'groups.details.info.off'),
    },
    { title: t('groups.topics.created'), dataIndex: 'CreateTime', width: 160, render: time },
    { title: t('groups.topics.lastMessage'), dataIndex: 'LastMsgTime', width: 160, render: time },
    {
      title: t('groups.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 200,
      render: (_, row) => <RowActions topic={row} onOpen={onOpen} />,
    },
  ]
}

interface RowActionsProps {
  readonly topic: GroupTopicItem
  readonly onOpen: (dialog: TopicsDialog) => void
}

function RowActions({ topic, onOpen }: RowActionsProps) {
  const { t } = useTranslation()
  const [, go] = useDetailsAddress()
  const nameOf = (action: string) => t('common.rowAction', { action, what: topic.TopicName })
  return (
    <span className="ys-row-actions">
      <Button
        type="link"
        size="small"
        aria-label={nameOf(t('groups.topics.messages'))}
        onClick={() => go({ tab: 'messages', place: topic.TopicId })}
      >
        {t('groups.topics.messages')}
      </Button>
      <Allowed action={modifyGroupTopic}>
        <Button
          type="link"
          size="small"
          aria-label={nameOf(t('common.edit'))}
          onClick={() => onOpen({ kind: 'edit', topic })}
        >
          {t('common.edit')}
        </Button>
      </Allowed>
      <Allowed action={dismissGroupTopics}>
        <Button
          type="link"
          size="small"
          danger
          aria-label={nameOf(t('groups.table.dismiss'))}
          onClick={() => onOpen({ kind: 'dismiss', topicIds: [topic.TopicId] })}
        >
          {t('groups.table.dismiss')}
        </Button>
      </Allowed>
    </span>
  )
}
