import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../../csv/download.ts'
import { formatCsv } from '../../csv/format-csv.ts'
import type { FailedRow, ImportOutcome } from './send-import.ts'

interface ImportReportProps {
  readonly outcome: ImportOutcome
  readonly onRestart: () => void
  readonly onClose: () => void
}

export function ImportReport({ outcome, onRestart, onClose }: ImportReportProps) {
  const { t } = useTranslation()
  const { imported, failed } = outcome
  return (
    <div className="ys-stack">
      <Alert
        type={failed.length === 0 ? 'success' : 'warning'}
        showIcon
        title={
          failed.length === 0
            ? t('accounts.import.allDone', { total: imported })
            : t('accounts.import.someDone', { good: imported, bad: failed.length })
        }
      />
      {failed.length > 0 && <FailedRows failed={failed} />}
      <div className="ys-dialog-footer">
        {failed.length > 0 && (
          <Button
            className="ys-dialog-footer__start"
            icon={<DownloadOutlined />}
            onClick={() => downloadText('accounts-failed.csv', failedRowsCsv(failed))}
          >
            {t('accounts.import.downloadFailed')}
          </Button>
        )}
        <Button onClick={onRestart}>{t('accounts.import.another')}</Button>
        <Button type="primary" onClick={onClose}>
          {t('common.done')}
        </Button>
      </div>
    </div>
  )
}

function FailedRows({ failed }: { failed: readonly FailedRow[] }) {
  const { t } = useTranslation()
  return (
    <Table<FailedRow>
      size="small"
      rowKey={({ row }) => row.line}
      dataSource={failed}
      pagination={failed.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ y: 300 }}
      columns={[
        { title: t('accounts.import.line'), width: 64, render: (_, { row }) => row.line },
        {
          title: t('accounts.table.userId'),
          width: 200,
          ellipsis: true,
          render: (_, { row }) => row.userId,
        },
        { title: t('accounts.import.reason'), dataIndex: 'reason' },
      ]}
    />
  )
}

/** The failed rows in the form of an import file, so that they can be mended and sent again. */
function failedRowsCsv(failed: readonly FailedRow[]): string {
  return formatCsv([
    ['UserID', 'Nick', 'FaceUrl', 'Reason'],
    ...failed.map(({ row, reason }) => [row.userId, row.nick, row.faceUrl, reason]),
  ])
}
