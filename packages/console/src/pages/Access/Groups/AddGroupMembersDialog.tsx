import { addUserToGroup } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { UserPicker } from '../UserPicker.tsx'
import { membershipReaders } from '../Users/user-readers.ts'
import type { UserRow } from '../Users/user-row.ts'
import type { NamedGroup } from './UserGroupDialogs.tsx'

interface AddGroupMembersDialogProps {
  readonly group: NamedGroup
  readonly held?: ReadonlySet<number>
  readonly onClose: () => void
}

/** Puts the ticked users into a group; each works or is refused by itself. */
export function AddGroupMembersDialog({ group, held, onClose }: AddGroupMembersDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const attempt = useAttempt()
  const [picked, setPicked] = useState<readonly UserRow[]>([])
  const uins = new Map(picked.map(({ Name, Uin }) => [Name, Uin]))
  return (
    <BatchDialog
      title={t('usergroups.addMembers.title', { group: group.GroupName })}
      okText={t('common.confirm')}
      width={960}
      failedTitle={t('users.addToGroups.failed')}
      doneText={() => t('users.addToGroups.done')}
      ids={[...uins.keys()]}
      pieceSize={1}
      send={async ([name = '']) => {
        const Info = [{ GroupId: group.GroupId, Uin: uins.get(name) ?? 0 }]
        return attempt(name, () => callAction(addUserToGroup, { Info }))
      }}
      refreshes={membershipReaders}
      onClose={onClose}
    >
      <UserPicker picked={picked} onPick={setPicked} {...(held && { held })} />
    </BatchDialog>
  )
}
