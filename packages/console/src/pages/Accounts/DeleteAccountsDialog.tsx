import { deleteAccounts, describeAccountList, describeAppAndAccountInfo } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { BatchDialog } from '../../batch/BatchDialog.tsx'
import { NameList } from '../../batch/NameList.tsx'

interface DeleteAccountsDialogProps {
  readonly appId: number
  readonly accounts: readonly AccountItem[]
  readonly onClose: () => void
  readonly onDeleted: (userIds: readonly string[]) => void
}

export function DeleteAccountsDialog(props: DeleteAccountsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const userIds = props.accounts.filter((row) => !row.BuiltIn).map((row) => row.UserID)
  const send = async (piece: readonly string[]) => {
    const { ResultItem } = await callAction(deleteAccounts, {
      SDKAppID: props.appId,
      UserIDs: [...piece],
    })
    return ResultItem.filter((item) => item.ResultCode !== 0).map((item) => ({
      id: item.UserID,
      reason: item.ResultInfo,
    }))
  }
  return (
    <BatchDialog
      danger
      title={t('accounts.delete.title')}
      okText={t('common.delete')}
      failedTitle={t('accounts.delete.failed')}
      doneText={(total) => t('accounts.delete.done', { total })}
      ids={userIds}
      send={send}
      refreshes={[describeAccountList, describeAppAndAccountInfo]}
      onPiece={props.onDeleted}
      onClose={props.onClose}
    >
      <DeletionQuestion accounts={props.accounts} userIds={userIds} />
    </BatchDialog>
  )
}

function DeletionQuestion(props: { accounts: readonly AccountItem[]; userIds: readonly string[] }) {
  const { t } = useTranslation()
  const { userIds } = props
  const builtIn = props.accounts.filter((row) => row.BuiltIn).map((row) => row.UserID)
  return (
    <div className="ys-stack">
      <Alert type="warning" showIcon title={t('accounts.delete.warning')} />
      <div>
        {t('accounts.delete.question', { total: userIds.length })}
        <NameList names={userIds} />
      </div>
      {builtIn.length > 0 && (
        <div className="ys-quiet">
          {t('accounts.delete.skipsBuiltIn', { names: builtIn.join(', ') })}
        </div>
      )}
    </div>
  )
}
