import { recallGroupMessages } from '@yanshu/protocol'
import type { GroupMessageItem } from '@yanshu/protocol'
import { Button, Table, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Allowed } from '../../design/Allowed.tsx'
import { CodeBlock } from '../../design/CodeBlock.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { formatDateTime } from '../../design/format.ts'
import { isRecallable, prettyBody } from './message-list.ts'

interface MessagesTableProps {
  readonly messages: readonly GroupMessageItem[]
  readonly loading: boolean
  /** Numbers of the ticked messages. */
  readonly selected: readonly number[]
  readonly onSelect: (seqs: readonly number[]) => void
  readonly onRecall: (seq: number) => void
  /** Undefined where everything is shown. */
  readonly older: { readonly load: () => void; readonly isLoading: boolean } | undefined
}

export function MessagesTable(props: MessagesTableProps) {
  const { t } = useTranslation()
  const { messages, older } = props
  return (
    <>
      <Table<GroupMessageItem>
        className="ys-table"
        rowKey="MsgSeq"
        size="small"
        scroll={{ x: 740 }}
        loading={props.loading}
        dataSource={messages}
        columns={useMessageColumns(props.onRecall)}
        pagination={false}
        rowSelection={{
          columnWidth: 44,
          selectedRowKeys: [...props.selected],
          onChange: (keys) => props.onSelect(keys.map(Number)),
          getCheckboxProps: (row) => ({
            'aria-label': String(row.MsgSeq),
            disabled: !isRecallable(row),
          }),
        }}
        expandable={{
          rowExpandable: ({ MsgBody }) => MsgBody !== '',
          expandedRowRender: ({ MsgBody }) => rawBody(MsgBody, t('groups.messages.raw')),
        }}
        locale={{
          emptyText: props.loading ? (
            <div className="ys-empty" />
          ) : (
            <EmptyState title={t('groups.messages.empty')} />
          ),
        }}
      />
      {messages.length > 0 && (
        <div className="ys-list-end">
          {older ? (
            <Button loading={older.isLoading} onClick={older.load}>
              {t('groups.messages.older')}
            </Button>
          ) : (
            t('groups.messages.all')
          )}
        </div>
      )}
    </>
  )
}

function rawBody(body: string, label: string): ReactNode {
  return <CodeBlock code={prettyBody(body)} label={label} />
}

function useMessageColumns(onRecall: (seq: number) => void): TableColumnsType<GroupMessageItem> {
  const { t } = useTranslation()
  return [
    {
      title: t('groups.messages.seq'),
      dataIndex: 'MsgSeq',
      width: 76,
      render: (seq: number) => <span className="ys-digits">{seq}</span>,
    },
    {
      title: t('groups.messages.time'),
      dataIndex: 'MsgTime',
      width: 160,
      render: (time: number) => <span className="ys-digits">{formatDateTime(time)}</span>,
    },
    {
      title: t('groups.messages.from'),
      dataIndex: 'FromUserID',
      width: 130,
      ellipsis: true,
      render: (from: string) => <span className="ys-mono">{from}</span>,
    },
    {
      title: t('groups.messages.text'),
      dataIndex: 'Text',
      render: (_, row) => <MessageText message={row} />,
    },
    {
      title: t('groups.table.actions'),
      key: 'actions',
      fixed: 'end',
      width: 76,
      render: (_, row) => (
        <span className="ys-row-actions">
          <Allowed action={recallGroupMessages}>
            <Button
              type="link"
              size="small"
              danger
              disabled={!isRecallable(row)}
              aria-label={t('common.rowAction', {
                action: t('groups.messages.recall'),
                what: String(row.MsgSeq),
              })}
              onClick={() => onRecall(row.MsgSeq)}
            >
              {t('groups.messages.recall')}
            </Button>
          </Allowed>
        </span>
      ),
    },
  ]
}

function MessageText({ message }: { message: GroupMessageItem }) {
  const { t } = useTranslation()
  const { Kind, Text } = message
  if (Kind === 'recalled') return <Tag>{t('groups.messages.recalled')}</Tag>
  if (Kind === 'tip') {
    return (
      <span className="ys-row">
        <Tag>{t('groups.messages.tip')}</Tag>
        <span className="ys-quiet">{Text}</span>
      </span>
    )
  }
  return <div className="ys-message-text">{Text}</div>
}
