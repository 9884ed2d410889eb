import type { GroupDetails, GroupMemberItem } from '@yanshu/protocol'
import { AddMembersDialog } from './AddMembersDialog.tsx'
import { EditMemberDialog } from './EditMemberDialog.tsx'
import { RemoveMembersDialog } from './RemoveMembersDialog.tsx'
import { TransferDialog } from './TransferDialog.tsx'

/** Which dialog about members is open, and on whom. */
export type MemberDialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit'; readonly member: GroupMemberItem }
  | { readonly kind: 'transfer'; readonly userId: string }
  | { readonly kind: 'remove'; readonly userIds: readonly string[] }

interface MemberDialogsProps {
  readonly appId: number
  readonly group: GroupDetails
  readonly dialog: MemberDialog | undefined
  readonly onClose: () => void
  readonly onRemoved: (userIds: readonly string[]) => void
}

export function MemberDialogs({ appId, group, dialog, onClose, onRemoved }: MemberDialogsProps) {
  const shared = { appId, groupId: group.GroupId, onClose }
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'add':
      return <AddMembersDialog {...shared} />
    case 'edit':
      return <EditMemberDialog {...shared} groupType={group.Type} member={dialog.member} />
    case 'transfer':
      return <TransferDialog {...shared} userId={dialog.userId} />
    case 'remove':
      return <RemoveMembersDialog {...shared} userIds={dialog.userIds} onRemoved={onRemoved} />
    default:
      return dialog satisfies never
  }
}
