import { Modal } from 'antd'
import type { TableColumnsType } from 'antd'
import { ImportChoice } from './ImportChoice.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportReport } from './ImportReport.tsx'
import type { ImportRow } from './send-import.ts'
import { useImport } from './use-import.ts'
import type { ImportJob } from './use-import.ts'

/** How an import speaks about what it imports. */
export interface ImportWords<Row extends ImportRow> {
  readonly title: string
  /** What the columns of the file mean. */
  readonly hint: string
  readonly requiredColumn: string
  readonly start: (total: number) => string
  readonly allDone: (total: number) => string
  readonly someDone: (good: number, bad: number) => string
  readonly fault: (row: Row) => string | undefined
}

export interface ImportDialogProps<Row extends ImportRow> extends ImportJob<Row> {
  readonly words: ImportWords<Row>
  /** What files are called: `<name>-template.csv`. */
  readonly fileName: string
  readonly columns: readonly string[]
  readonly examples: readonly (readonly string[])[]
  /** The cells of a row under those columns. */
  readonly cells: (row: Row) => readonly string[]
  /** What the tables show of a row. */
  readonly shown: TableColumnsType<Row>
  readonly onClose: () => void
}

/** Choose a file, look at what it holds, send it, see what failed: one step after the other. */
export function ImportDialog<Row extends ImportRow>(props: ImportDialogProps<Row>) {
  const { step, choose, start, stop, restart } = useImport(props)
  const isSending = step.kind === 'sending'
  return (
    <Modal
      open
      title={props.words.title}
      footer={null}
      width={720}
      closable={!isSending}
      keyboard={!isSending}
      mask={{ closable: false }}
      onCancel={props.onClose}
    >
      {step.kind === 'choose' && <ImportChoice {...props} fault={step.fault} onChoose={choose} />}
      {step.kind === 'preview' && (
        <ImportPreview {...props} rows={step.rows} onStart={start} onRestart={restart} />
      )}
      {isSending && <ImportProgress sent={step.sent} total={step.total} onStop={stop} />}
      {step.kind === 'done' && (
        <ImportReport {...props} outcome={step.outcome} onRestart={restart} />
      )}
    </Modal>
  )
}
