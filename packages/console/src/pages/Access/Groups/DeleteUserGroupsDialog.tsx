import {
  deleteUserGroup,
  listEntitiesForPolicy,
  listPolicies,
  listUserGroups,
} from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { membershipReaders } from '../Users/user-readers.ts'
import type { NamedGroup } from './UserGroupDialogs.tsx'

interface DeleteUserGroupsDialogProps {
  readonly groups: readonly NamedGroup[]
  readonly onClose: () => void
  readonly onDeleted: (groupIds: readonly number[]) => void
}

/** Deletes groups one by one; their members stay, without what the group granted. */
export function DeleteUserGroupsDialog({
  groups,
  onClose,
  onDeleted,
}: DeleteUserGroupsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  const attempt = useAttempt()
  const ids = new Map(groups.map(({ GroupId, GroupName }) => [GroupName, GroupId]))
  const names = [...ids.keys()]
  return (
    <BatchDialog
      danger
      title={t('usergroups.delete.title')}
      okText={t('common.delete')}
      failedTitle={t('usergroups.delete.failed')}
      doneText={(total) => t('usergroups.delete.done', { total })}
      ids={names}
      pieceSize={1}
      send={async ([name = '']) =>
        attempt(name, () => callAction(deleteUserGroup, { GroupId: ids.get(name) ?? 0 }))
      }
      refreshes={[listUserGroups, listEntitiesForPolicy, listPolicies, ...membershipReaders]}
      onPiece={(done) => onDeleted(done.flatMap((name) => ids.get(name) ?? []))}
      onClose={onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('usergroups.delete.warning')} />
        <div>
          {t('usergroups.delete.question', { total: names.length })}
          <NameList names={names} />
        </div>
      </div>
    </BatchDialog>
  )
}
