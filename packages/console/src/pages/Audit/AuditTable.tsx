import type { AuditEvent } from '@yanshu/protocol'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { AuditDetails } from './AuditDetails.tsx'
import { useAuditColumns } from './use-audit-columns.tsx'

interface Older {
  readonly load: () => void
  readonly isLoading: boolean
}

interface AuditTableProps {
  readonly events: readonly AuditEvent[]
  readonly isLoading: boolean
  readonly isNarrowed: boolean
  /** Undefined where everything is shown. */
  readonly older: Older | undefined
}

export function AuditTable({ events, isLoading, isNarrowed, older }: AuditTableProps) {
  const { t } = useTranslation()
  const columns = useAuditColumns()
  return (
    <>
      <Table<AuditEvent>
        className="ys-table ys-audit__table"
        rowKey="EventId"
        size="small"
        scroll={{ x: 1080 }}
        loading={isLoading}
        dataSource={events}
        columns={columns}
        pagination={false}
        expandable={{
          columnWidth: 40,
          expandRowByClick: true,
          expandedRowRender: detailsOf,
        }}
        locale={{
          emptyText: isLoading ? (
            <div className="ys-empty" />
          ) : (
            <NoEvents isNarrowed={isNarrowed} older={older} />
          ),
        }}
      />
      {events.length > 0 && (
        <div className="ys-list-end">
          {older ? (
            <Button loading={older.isLoading} onClick={older.load}>
              {t('audit.table.older')}
            </Button>
          ) : (
            t('audit.table.all')
          )}
        </div>
      )}
    </>
  )
}

function detailsOf(event: AuditEvent) {
  return <AuditDetails event={event} />
}

function NoEvents({ isNarrowed, older }: Pick<AuditTableProps, 'isNarrowed' | 'older'>) {
  const { t } = useTranslation()
  if (older) {
    return (
      <EmptyState title={t('audit.looking.title')} hint={t('audit.looking.hint')}>
        <Button loading={older.isLoading} onClick={older.load}>
          {t('audit.looking.on')}
        </Button>
      </EmptyState>
    )
  }
  const kind = isNarrowed ? 'noMatch' : 'empty'
  return <EmptyState title={t(`audit.${kind}.title`)} hint={t(`audit.${kind}.hint`)} />
}
