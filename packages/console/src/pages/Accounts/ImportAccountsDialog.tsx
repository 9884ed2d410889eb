import { describeAccountList, describeAppAndAccountInfo, importAccounts } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../../api/api-failure.ts'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { failureText } from '../../api/failure-text.ts'
import { ImportDialog } from '../../import/ImportDialog.tsx'
import type { ImportWords } from '../../import/ImportDialog.tsx'
import type { PieceResult } from '../../import/send-import.ts'
import { REQUIRED_COLUMN, readImportFile } from './import-file.ts'
import type { AccountRow } from './import-file.ts'

export function ImportAccountsDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const send = useSendAccounts(appId)
  return (
    <ImportDialog<AccountRow>
      words={useWords()}
      fileName="accounts"
      columns={['UserID', 'Nick', 'FaceUrl']}
      examples={[
        ['alice', 'Alice', ''],
        ['bob', 'Bob', ''],
      ]}
      cells={({ userId, nick, faceUrl }) => [userId, nick, faceUrl]}
      shown={[
        { title: t('accounts.table.userId'), dataIndex: 'userId', width: 170, ellipsis: true },
        { title: t('accounts.table.nick'), dataIndex: 'nick', ellipsis: true },
      ]}
      read={readImportFile}
      send={send}
      refreshes={[describeAccountList, describeAppAndAccountInfo]}
      onClose={onClose}
    />
  )
}

function useWords(): ImportWords<AccountRow> {
  const { t } = useTranslation()
  return {
    title: t('accounts.import.title'),
    hint: t('accounts.import.hint'),
    requiredColumn: REQUIRED_COLUMN,
    start: (total) => t('accounts.import.start', { total }),
    allDone: (total) => t('accounts.import.allDone', { total }),
    someDone: (good, bad) => t('accounts.import.someDone', { good, bad }),
    fault: ({ fault }) => fault && t(`accounts.import.rowFaults.${fault}`),
  }
}

function useSendAccounts(appId: number) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  return async (piece: readonly AccountRow[]): Promise<PieceResult> => {
    const AccountList = piece.map(({ userId, nick, faceUrl }) => ({
      UserID: userId,
      ...(nick ? { Nick: nick } : {}),
      ...(faceUrl ? { FaceUrl: faceUrl } : {}),
    }))
    const { FailAccounts } = await callAction(importAccounts, { SDKAppID: appId, AccountList })
    const failures = FailAccounts.map(({ Index, Code, Message }) => {
      const { title, detail } = failureText(new ApiFailure(Code, Message), t)
      return { index: Index, reason: detail ?? title }
    })
    return { failures }
  }
}
