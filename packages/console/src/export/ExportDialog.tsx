import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Modal, Spin } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../csv/download.ts'
import { LoadFailure } from '../design/LoadFailure.tsx'

interface ExportDialogProps<Data> {
  readonly title: string
  readonly fileName: string
  /** What tells this export from others, so that its answer is not shown for another. */
  readonly what: readonly unknown[]
  /** Reads everything afresh, and says how many rows it has so far. */
  readonly fetch: (signal: AbortSignal, onProgress: (rows: number) => void) => Promise<Data>
  readonly toCsv: (data: Data) => string
  readonly working: (rows: number) => string
  /** What the file will hold; rows 0 for nothing to download. */
  readonly report: (data: Data) => {
    readonly rows: number
    readonly title: string
    readonly detail?: ReactNode
  }
  readonly onClose: () => void
}

/** Reads what was chosen, reports, then hands out the file. */
export function ExportDialog<Data>(props: ExportDialogProps<Data>) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(0)
  const exported = useQuery({
    queryKey: ['export', ...props.what],
    queryFn: ({ signal }) => props.fetch(signal, setRows),
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const { data } = exported
  const report = data === undefined ? undefined : props.report(data)
  return (
    <Modal
      open
      title={props.title}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="download"
          type="primary"
          icon={<DownloadOutlined />}
          disabled={report === undefined || report.rows === 0}
          onClick={() => data !== undefined && downloadText(props.fileName, props.toCsv(data))}
        >
          {t('common.download')}
        </Button>,
      ]}
    >
      {exported.isPending && (
        <span className="ys-row" role="status">
          <Spin size="small" /> {props.working(rows)}
        </span>
      )}
      {exported.isError && (
        <LoadFailure error={exported.error} onRetry={() => void exported.refetch()} />
      )}
      {report && (
        <Alert
          type={report.rows === 0 ? 'warning' : 'success'}
          showIcon
          title={report.title}
          description={report.detail}
        />
      )}
    </Modal>
  )
}
