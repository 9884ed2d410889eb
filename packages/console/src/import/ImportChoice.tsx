import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../csv/download.ts'
import { formatCsv } from '../csv/format-csv.ts'
import type { ImportDialogProps } from './ImportDialog.tsx'
import { MAX_ROWS } from './read-table.ts'
import type { FileFault } from './read-table.ts'
import type { ImportRow } from './send-import.ts'

type Shared<Row extends ImportRow> = Pick<
  ImportDialogProps<Row>,
  'words' | 'fileName' | 'columns' | 'examples'
>

interface ImportChoiceProps<Row extends ImportRow> extends Shared<Row> {
  readonly fault: FileFault | undefined
  readonly onChoose: (file: File) => Promise<void>
}

export function ImportChoice<Row extends ImportRow>(props: ImportChoiceProps<Row>) {
  const { t } = useTranslation()
  const { fault, words, columns, examples } = props
  const template = () =>
    downloadText(`${props.fileName}-template.csv`, formatCsv([columns, ...examples]))
  return (
    <div className="ys-stack">
      {fault !== undefined && (
        <Alert
          type="error"
          showIcon
          title={t(`imports.fileFaults.${fault}`, {
            rows: MAX_ROWS,
            column: words.requiredColumn,
          })}
        />
      )}
      <Upload.Dragger
        accept=".csv,text/csv"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void props.onChoose(file)
          // The file is read here; nothing is uploaded as it is.
          return false
        }}
      >
        <p className="ys-drop-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p>{t('imports.drop')}</p>
        <p className="ys-quiet ys-drop-hint">
          {t('imports.dropHint', { rows: MAX_ROWS })} {words.hint}
        </p>
      </Upload.Dragger>
      <div>
        <Button
          type="link"
          className="ys-link-button"
          icon={<DownloadOutlined />}
          onClick={template}
        >
          {t('imports.template')}
        </Button>
      </div>
    </div>
  )
}
