import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../../csv/download.ts'
import { formatCsv } from '../../csv/format-csv.ts'
import { MAX_ROWS } from './import-file.ts'
import type { FileFault } from './import-file.ts'

interface ImportChoiceProps {
  readonly fault: FileFault | undefined
  readonly onChoose: (file: File) => Promise<void>
}

const template = formatCsv([
  ['UserID', 'Nick', 'FaceUrl'],
  ['alice', 'Alice', ''],
  ['bob', 'Bob', ''],
])

export function ImportChoice({ fault, onChoose }: ImportChoiceProps) {
  const { t } = useTranslation()
  return (
    <div className="ys-stack">
      {fault !== undefined && (
        <Alert
          type="error"
          showIcon
          title={t(`accounts.import.fileFaults.${fault}`, { rows: MAX_ROWS })}
        />
      )}
      <Upload.Dragger
        accept=".csv,text/csv"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void onChoose(file)
          // The file is read here; nothing is uploaded as it is.
          return false
        }}
      >
        <p className="ys-drop-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p>{t('accounts.import.drop')}</p>
        <p className="ys-quiet ys-drop-hint">{t('accounts.import.dropHint', { rows: MAX_ROWS })}</p>
      </Upload.Dragger>
      <div>
        <Button
          type="link"
          className="ys-link-button"
          icon={<DownloadOutlined />}
          onClick={() => downloadText('accounts-template.csv', template)}
        >
          {t('accounts.import.template')}
        </Button>
      </div>
    </div>
  )
}
