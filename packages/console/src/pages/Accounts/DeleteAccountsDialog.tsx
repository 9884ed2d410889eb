import { useMutation } from '@tanstack/react-query'
import { deleteAccounts, describeAccountList, describeAppAndAccountInfo } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import { Alert, Modal, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { useRefresh } from '../../api/use-action-query.ts'
import { useShowFailure } from '../../api/use-show-failure.tsx'
import { useToast } from '../../design/use-toast.ts'
import { inPieces } from './in-pieces.ts'

interface DeleteAccountsDialogProps {
  readonly appId: number
  readonly accounts: readonly AccountItem[]
  readonly onClose: () => void
  readonly onDeleted: (userIds: readonly string[]) => void
}

interface RefusedDeletion {
  readonly userId: string
  readonly reason: string
}

/** How many names are shown before the rest is only counted. */
const NAMES_SHOWN = 8

export function DeleteAccountsDialog(props: DeleteAccountsDialogProps) {
  const { t } = useTranslation()
  const userIds = props.accounts.filter((row) => !row.BuiltIn).map((row) => row.UserID)
  const { run, done, refused } = useDeletion(props, userIds)
  const failed = refused.length > 0
  return (
    <Modal
      open
      title={t('accounts.delete.title')}
      okText={t('common.delete')}
      cancelText={failed ? t('common.done') : t('common.cancel')}
      okButtonProps={{
        danger: true,
        disabled: userIds.length === 0,
        loading: run.isPending,
        hidden: failed,
      }}
      mask={{ closable: !run.isPending }}
      onOk={() => run.mutate()}
      onCancel={props.onClose}
    >
      {failed ? (
        <RefusedList refused={refused} />
      ) : (
        <DeletionQuestion accounts={props.accounts} userIds={userIds} />
      )}
      {run.isPending && userIds.length > 1 && (
        <>
          <Progress percent={Math.floor((done / userIds.length) * 100)} size="small" />
          <div className="ys-quiet">
            {t('accounts.delete.progress', { done, total: userIds.length })}
          </div>
        </>
      )}
    </Modal>
  )
}

/** Deletes piece by piece; keeps going over rows that the server refuses, and collects them. */
function useDeletion(props: DeleteAccountsDialogProps, userIds: readonly string[]) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const refresh = useRefresh()
  const showFailure = useShowFailure()
  const toast = useToast()
  const [done, setDone] = useState(0)
  const [refused, setRefused] = useState<readonly RefusedDeletion[]>([])

  const run = useMutation({
    mutationFn: async () => {
      const failures: RefusedDeletion[] = []
      for (const piece of inPieces(userIds)) {
        const { ResultItem } = await callAction(deleteAccounts, {
          SDKAppID: props.appId,
          UserIDs: piece,
        })
        const wrong = ResultItem.filter((item) => item.ResultCode !== 0)
        failures.push(...wrong.map((item) => ({ userId: item.UserID, reason: item.ResultInfo })))
        const failedIds = new Set(wrong.map((item) => item.UserID))
        props.onDeleted(piece.filter((userId) => !failedIds.has(userId)))
        setDone((count) => count + piece.length)
      }
      return failures
    },
    onSuccess: (failures) => {
      const deleted = userIds.length - failures.length
      if (deleted > 0) toast(t('accounts.delete.done', { total: deleted }))
      if (failures.length === 0) props.onClose()
      else setRefused(failures)
    },
    onError: showFailure,
    onSettled: () => refresh(describeAccountList, describeAppAndAccountInfo),
  })
  return { run, done, refused }
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
        <ul className="ys-names">
          {userIds.slice(0, NAMES_SHOWN).map((userId) => (
            <li key={userId} className="ys-mono">
              {userId}
            </li>
          ))}
        </ul>
        {userIds.length > NAMES_SHOWN &&
          t('accounts.delete.more', { total: userIds.length - NAMES_SHOWN })}
      </div>
      {builtIn.length > 0 && (
        <div className="ys-quiet">
          {t('accounts.delete.skipsBuiltIn', { names: builtIn.join(', ') })}
        </div>
      )}
    </div>
  )
}

function RefusedList({ refused }: { refused: readonly RefusedDeletion[] }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      title={t('accounts.delete.failed')}
      description={
        <ul className="ys-names ys-names--lines">
          {refused.map(({ userId, reason }) => (
            <li key={userId}>
              <span className="ys-mono">{userId}</span> {reason}
            </li>
          ))}
        </ul>
      }
    />
  )
}
