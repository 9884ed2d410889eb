import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from './import-file.ts'

interface ImportPreviewProps {
  readonly rows: readonly ImportRow[]
  readonly onStart: (rows: readonly ImportRow[]) => void
  readonly onRestart: () => void
}

/** Enough to recognise a wrong file; a longer table helps nobody. */
const SHOWN = 200

export function ImportPreview({ rows, onStart, onRestart }: ImportPreviewProps) {
  const { t } = useTranslation()
  const good = rows.filter((row) => row.fault === undefined)
  const bad = rows.filter((row) => row.fault !== undefined)
  return (
    <div className="ys-stack">
      <div>{t('accounts.import.summary', { good: good.length, bad: bad.length })}</div>
      <Table<ImportRow>
        size="small"
        rowKey="line"
        dataSource={[...bad, ...good].slice(0, SHOWN)}
        pagination={false}
        scroll={{ y: 300 }}
        columns={[
          { title: t('accounts.import.line'), dataIndex: 'line', width: 64 },
          { title: t('accounts.table.userId'), dataIndex: 'userId', width: 170, ellipsis: true },
          { title: t('accounts.table.nick'), dataIndex: 'nick', ellipsis: true },
          {
            title: t('accounts.import.state'),
            width: 230,
            render: (_, { fault }) => (
              <span className={fault === undefined ? 'ys-good' : 'ys-bad'}>
                {fault === undefined
                  ? t('accounts.import.ready')
                  : t(`accounts.import.rowFaults.${fault}`)}
              </span>
            ),
          },
        ]}
      />
      {rows.length > SHOWN && (
        <div className="ys-quiet">{t('accounts.import.previewCut', { shown: SHOWN })}</div>
      )}
      <div className="ys-dialog-footer">
        <Button onClick={onRestart}>{t('accounts.import.another')}</Button>
        <Button type="primary" disabled={good.length === 0} onClick={() => onStart(good)}>
          {t('accounts.import.start', { total: good.length })}
        </Button>
      </div>
    </div>
  )
}
