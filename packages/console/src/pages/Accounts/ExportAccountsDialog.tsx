import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { AccountItem } from '@yanshu/protocol'
import { Alert, Button, Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { downloadText } from '../../csv/download.ts'
import { LoadFailure } from '../../design/LoadFailure.tsx'
import { accountsCsv, fetchAccounts } from './export-accounts.ts'

interface ExportAccountsDialogProps {
  readonly appId: number
  readonly userIds: readonly string[]
  readonly onClose: () => void
}

/** Reads the chosen accounts afresh, reports, then hands out the file (C-138). */
export function ExportAccountsDialog({ appId, userIds, onClose }: ExportAccountsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const accounts = useQuery({
    queryKey: ['exportAccounts', appId, userIds],
    queryFn: ({ signal }) => fetchAccounts(callAction, appId, userIds, signal),
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const download = (rows: readonly AccountItem[]) =>
    downloadText(`accounts-${appId}.csv`, accountsCsv(rows))

  return (
    <Modal
      open
      title={t('accounts.export.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="download"
          type="primary"
          icon={<DownloadOutlined />}
          disabled={!accounts.data?.length}
          onClick={() => accounts.data && download(accounts.data)}
        >
          {t('common.download')}
        </Button>,
      ]}
    >
      {accounts.isPending && (
        <span className="ys-row">
          <Spin size="small" /> {t('accounts.export.working')}
        </span>
      )}
      {accounts.isError && (
        <LoadFailure error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data && <ExportReport found={accounts.data.length} asked={userIds.length} />}
    </Modal>
  )
}

function ExportReport({ found, asked }: { found: number; asked: number }) {
  const { t } = useTranslation()
  const missing = asked - found
  return (
    <Alert
      type={found === 0 ? 'warning' : 'success'}
      showIcon
      title={t('accounts.export.done', { total: found })}
      description={missing > 0 && t('accounts.export.missing', { total: missing })}
    />
  )
}
