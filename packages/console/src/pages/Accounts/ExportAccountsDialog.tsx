import type { AccountItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { ExportDialog } from '../../export/ExportDialog.tsx'
import { accountsCsv, fetchAccounts } from './export-accounts.ts'

interface ExportAccountsDialogProps {
  readonly appId: number
  readonly userIds: readonly string[]
  readonly onClose: () => void
}

export function ExportAccountsDialog({ appId, userIds, onClose }: ExportAccountsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  return (
    <ExportDialog<readonly AccountItem[]>
      title={t('accounts.export.title')}
      fileName={`accounts-${appId}.csv`}
      what={['accounts', appId, userIds]}
      fetch={(signal) => fetchAccounts(callAction, appId, userIds, signal)}
      toCsv={accountsCsv}
      working={() => t('accounts.export.working')}
      report={(accounts) => {
        const missing = userIds.length - accounts.length
        return {
          rows: accounts.length,
          title: t('accounts.export.done', { total: accounts.length }),
          detail: missing > 0 && t('accounts.export.missing', { total: missing }),
        }
      }}
      onClose={onClose}
    />
  )
}
