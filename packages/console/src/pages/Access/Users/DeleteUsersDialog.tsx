import { deleteUser } from '@yanshu/protocol'
import { Alert, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import type { NamedUser } from './UserDialogs.tsx'
import { departureReaders } from './user-readers.ts'

interface DeleteUsersDialogProps {
  readonly users: readonly NamedUser[]
  readonly onClose: () => void
  readonly onDeleted: (names: readonly string[]) => void
}

/** Deletes users one by one; who still has keys is refused unless they may go as well. */
export function DeleteUsersDialog({ users, onClose, onDeleted }: DeleteUsersDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const attempt = useAttempt()
  const [withKeys, setWithKeys] = useState(false)
  const names = users.map(({ Name }) => Name)
  return (
    <BatchDialog
      danger
      title={t('users.delete.title')}
      okText={t('common.delete')}
      failedTitle={t('users.delete.failed')}
      doneText={(total) => t('users.delete.done', { total })}
      ids={names}
      pieceSize={1}
      send={async ([name = '']) =>
        attempt(name, () => callAction(deleteUser, { Name: name, Force: withKeys ? 1 : 0 }))
      }
      refreshes={departureReaders}
      onPiece={onDeleted}
      onClose={onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('users.delete.warning')} />
        <div>
          {t('users.delete.question', { total: names.length })}
          <NameList names={names} />
        </div>
        <Checkbox checked={withKeys} onChange={(event) => setWithKeys(event.target.checked)}>
          {t('users.delete.withKeys')}
        </Checkbox>
      </div>
    </BatchDialog>
  )
}
