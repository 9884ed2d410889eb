import type { PushTaskItem } from '@yanshu/protocol'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListAddress } from '../../app/use-list-address.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { usePushColumns } from './use-push-columns.tsx'

interface PushTableProps {
  readonly tasks: readonly PushTaskItem[]
  readonly total: number
  readonly loading: boolean
  readonly address: ListAddress
  readonly sizes: number[]
  readonly onChange: (part: Partial<ListAddress>) => void
}

export function PushTable(props: PushTableProps) {
  const { t } = useTranslation()
  const { address, onChange } = props
  const columns = usePushColumns()
  return (
    <Table<PushTaskItem>
      className="ys-table"
      rowKey="TaskId"
      size="small"
      scroll={{ x: 740 }}
      loading={props.loading}
      dataSource={props.tasks}
      columns={columns}
      locale={{
        emptyText: props.loading ? (
          <div className="ys-empty" />
        ) : (
          <EmptyState title={t('push.empty.title')} hint={t('push.empty.hint')} />
        ),
      }}
      pagination={{
        current: address.page,
        pageSize: address.size,
        pageSizeOptions: props.sizes,
        total: props.total,
        showSizeChanger: true,
        showTotal: (total) => t('push.table.total', { total }),
        onChange: (page, size) => onChange(size === address.size ? { page } : { size }),
      }}
    />
  )
}
