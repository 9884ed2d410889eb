import type { listUserGroups } from '@yanshu/protocol'
import type { ActionResult } from '../../../api/action-types.ts'
import { AssociatePoliciesDialog } from '../AssociatePoliciesDialog.tsx'
import { AddGroupMembersDialog } from './AddGroupMembersDialog.tsx'
import { DeleteUserGroupsDialog } from './DeleteUserGroupsDialog.tsx'
import { EditUserGroupDialog } from './EditUserGroupDialog.tsx'

export type UserGroup = ActionResult<typeof listUserGroups>['GroupInfo'][number]
export type NamedGroup = Pick<UserGroup, 'GroupId' | 'GroupName'>

/** Which dialog about user groups is open, and on what. */
export type UserGroupDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly group: Omit<UserGroup, 'CreateTime'> }
  | { readonly kind: 'members'; readonly group: NamedGroup; readonly held?: ReadonlySet<number> }
  | { readonly kind: 'authorize'; readonly groups: readonly NamedGroup[] }
  | { readonly kind: 'delete'; readonly groups: readonly NamedGroup[] }

interface UserGroupDialogsProps {
  readonly dialog: UserGroupDialog | undefined
  readonly onClose: () => void
  readonly onCreated?: (groupId: number) => void
  readonly onDeleted: (groupIds: readonly number[]) => void
}

export function UserGroupDialogs(props: UserGroupDialogsProps) {
  const { dialog, onClose } = props
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'create':
      return (
        <EditUserGroupDialog
          onClose={onClose}
          {...(props.onCreated && { onCreated: props.onCreated })}
        />
      )
    case 'edit':
      return <EditUserGroupDialog group={dialog.group} onClose={onClose} />
    case 'members':
      return (
        <AddGroupMembersDialog
          group={dialog.group}
          onClose={onClose}
          {...(dialog.held && { held: dialog.held })}
        />
      )
    case 'authorize':
      return <AssociatePoliciesDialog targets={dialog.groups.map(toTarget)} onClose={onClose} />
    case 'delete':
      return (
        <DeleteUserGroupsDialog
          groups={dialog.groups}
          onClose={onClose}
          onDeleted={props.onDeleted}
        />
      )
    default:
      return dialog satisfies never
  }
}

function toTarget({ GroupId, GroupName }: NamedGroup) {
  return { kind: 'group' as const, id: GroupId, name: GroupName }
}
