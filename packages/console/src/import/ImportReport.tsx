import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../csv/download.ts'
import { formatCsv } from '../csv/format-csv.ts'
import type { ImportDialogProps } from './ImportDialog.tsx'
import type { ImportOutcome, ImportRow } from './send-import.ts'

type Shared<Row extends ImportRow> = Pick<
  ImportDialogProps<Row>,
  'words' | 'fileName' | 'columns' | 'cells' | 'shown' | 'onClose'
>

interface ImportReportProps<Row extends ImportRow> extends Shared<Row> {
  readonly outcome: ImportOutcome<Row>
  readonly onRestart: () => void
}

export function ImportReport<Row extends ImportRow>(props: ImportReportProps<Row>) {
  const { t } = useTranslation()
  const { words } = props
  const { imported, failed } = props.outcome
  const hasFailed = failed.length > 0
  return (
    <div className="ys-stack">
      <Alert
        type={hasFailed ? 'warning' : 'success'}
        showIcon
        title={hasFailed ? words.someDone(imported, failed.length) : words.allDone(imported)}
      />
      {hasFailed && <FailedRows {...props} />}
      <div className="ys-dialog-footer">
        {hasFailed && (
          <Button
            className="ys-dialog-footer__start"
            icon={<DownloadOutlined />}
            onClick={() => downloadText(`${props.fileName}-failed.csv`, failedRowsCsv(props))}
          >
            {t('imports.downloadFailed')}
          </Button>
        )}
        <Button onClick={props.onRestart}>{t('imports.another')}</Button>
        <Button type="primary" onClick={props.onClose}>
          {t('common.done')}
        </Button>
      </div>
    </div>
  )
}

function FailedRows<Row extends ImportRow>({ outcome, shown }: ImportReportProps<Row>) {
  const { t } = useTranslation()
  const reasons = new Map(outcome.failed.map(({ row, reason }) => [row.line, reason]))
  return (
    <Table<Row>
      size="small"
      rowKey={({ line }) => line}
      dataSource={outcome.failed.map(({ row }) => row)}
      pagination={outcome.failed.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ y: 300 }}
      columns={[
        { title: t('imports.line'), width: 64, render: (_, { line }) => line },
        ...shown,
        { title: t('imports.reason'), width: 230, render: (_, { line }) => reasons.get(line) },
      ]}
    />
  )
}

/** The failed rows in the form of an import file, so that they can be mended and sent again. */
function failedRowsCsv<Row extends ImportRow>(props: ImportReportProps<Row>): string {
  return formatCsv([
    [...props.columns, 'Reason'],
    ...props.outcome.failed.map(({ row, reason }) => [...props.cells(row), reason]),
  ])
}
