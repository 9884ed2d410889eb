import { addUserToGroup } from '@yanshu/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { GroupPicker } from '../GroupPicker.tsx'
import type { PickedGroup } from '../GroupPicker.tsx'
import type { NamedUser } from './UserDialogs.tsx'
import { membershipReaders } from './user-readers.ts'

interface AddToGroupsDialogProps {
  readonly users: readonly NamedUser[]
  readonly held?: ReadonlySet<number>
  readonly onClose: () => void
}

/** Puts users into the ticked groups; each pair works or is refused by itself. */
export function AddToGroupsDialog({ users, held, onClose }: AddToGroupsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const attempt = useAttempt()
  const [picked, setPicked] = useState<readonly PickedGroup[]>([])
  const pairs = new Map(
    users.flatMap(({ Name, Uin }) =>
      picked.map(({ GroupId, GroupName }) => [`${Name} → ${GroupName}`, { GroupId, Uin }]),
    ),
  )
  return (
    <BatchDialog
      title={t('users.actions.addToGroups')}
      okText={t('common.confirm')}
      width={960}
      failedTitle={t('users.addToGroups.failed')}
      doneText={() => t('users.addToGroups.done')}
      ids={[...pairs.keys()]}
      pieceSize={1}
      send={async ([label = '']) => {
        const pair = pairs.get(label)
        return pair ? attempt(label, () => callAction(addUserToGroup, { Info: [pair] })) : []
      }}
      refreshes={membershipReaders}
      onClose={onClose}
    >
      {users.length > 1 && <NameList names={users.map(({ Name }) => Name)} />}
      <GroupPicker picked={picked} onPick={setPicked} {...(held && { held })} />
    </BatchDialog>
  )
}
