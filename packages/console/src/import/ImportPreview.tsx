import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportDialogProps } from './ImportDialog.tsx'
import type { ImportRow } from './send-import.ts'

interface ImportPreviewProps<Row extends ImportRow> extends Pick<
  ImportDialogProps<Row>,
  'words' | 'shown'
> {
  readonly rows: readonly Row[]
  readonly onStart: (rows: readonly Row[]) => void
  readonly onRestart: () => void
}

/** Enough to recognise a wrong file; a longer table helps nobody. */
const SHOWN = 200

export function ImportPreview<Row extends ImportRow>(props: ImportPreviewProps<Row>) {
  const { t } = useTranslation()
  const { rows, words } = props
  const good = rows.filter((row) => row.fault === undefined)
  const bad = rows.filter((row) => row.fault !== undefined)
  return (
    <div className="ys-stack">
      <div>{t('imports.summary', { good: good.length, bad: bad.length })}</div>
      <Table<Row>
        size="small"
        rowKey={({ line }) => line}
        dataSource={[...bad, ...good].slice(0, SHOWN)}
        pagination={false}
        scroll={{ y: 300 }}
        columns={[
          { title: t('imports.line'), width: 64, render: (_, { line }) => line },
          ...props.shown,
          {
            title: t('imports.state'),
            width: 230,
            render: (_, row) => (
              <span className={row.fault === undefined ? 'ys-good' : 'ys-bad'}>
                {words.fault(row) ?? t('imports.ready')}
              </span>
            ),
          },
        ]}
      />
      {rows.length > SHOWN && (
        <div className="ys-quiet">{t('imports.previewCut', { shown: SHOWN })}</div>
      )}
      <div className="ys-dialog-footer">
        <Button onClick={props.onRestart}>{t('imports.another')}</Button>
        <Button type="primary" disabled={good.length === 0} onClick={() => props.onStart(good)}>
          {words.start(good.length)}
        </Button>
      </div>
    </div>
  )
}
