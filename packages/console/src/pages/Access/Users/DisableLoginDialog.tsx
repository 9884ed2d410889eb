import { updateUser } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import type { NamedUser } from './UserDialogs.tsx'
import { userReaders } from './user-readers.ts'

interface DisableLoginDialogProps {
  readonly users: readonly NamedUser[]
  readonly onClose: () => void
}

/** Takes the way into the console from users; their keys go on working. */
export function DisableLoginDialog({ users, onClose }: DisableLoginDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const attempt = useAttempt()
  const names = users.map(({ Name }) => Name)
  return (
    <BatchDialog
      danger
      title={t('users.actions.disableLogin')}
      okText={t('access.disable')}
      failedTitle={t('users.disableLogin.failed')}
      doneText={(total) => t('users.disableLogin.done', { total })}
      ids={names}
      pieceSize={1}
      send={async ([name = '']) =>
        attempt(name, () => callAction(updateUser, { Name: name, ConsoleLogin: 0 }))
      }
      refreshes={userReaders}
      onClose={onClose}
    >
      {t('users.disableLogin.question', { total: names.length })}
      <NameList names={names} />
    </BatchDialog>
  )
}
