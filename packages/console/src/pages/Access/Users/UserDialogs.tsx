import { AssociatePoliciesDialog } from '../AssociatePoliciesDialog.tsx'
import { AddToGroupsDialog } from './AddToGroupsDialog.tsx'
import { DeleteUsersDialog } from './DeleteUsersDialog.tsx'
import { DisableLoginDialog } from './DisableLoginDialog.tsx'
import { EditUserDialog } from './EditUserDialog.tsx'
import type { EditedUser } from './EditUserDialog.tsx'
import { ResetPasswordDialog } from './ResetPasswordDialog.tsx'

/** What a dialog needs to know of a user. */
export interface NamedUser {
  readonly Uin: number
  readonly Name: string
}

/** Which dialog about users is open, and on whom. */
export type UserDialog =
  | { readonly kind: 'authorize'; readonly users: readonly NamedUser[] }
  | { readonly kind: 'groups'; readonly users: readonly NamedUser[] }
  | { readonly kind: 'disableLogin'; readonly users: readonly NamedUser[] }
  | { readonly kind: 'delete'; readonly users: readonly NamedUser[] }
  | { readonly kind: 'password'; readonly user: { Name: string; ConsoleLogin: number } }
  | { readonly kind: 'edit'; readonly user: EditedUser }

interface UserDialogsProps {
  readonly dialog: UserDialog | undefined
  readonly onClose: () => void
  readonly onDeleted: (names: readonly string[]) => void
}

export function UserDialogs({ dialog, onClose, onDeleted }: UserDialogsProps) {
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'authorize':
      return <AssociatePoliciesDialog targets={dialog.users.map(toTarget)} onClose={onClose} />
    case 'groups':
      return <AddToGroupsDialog users={dialog.users} onClose={onClose} />
    case 'disableLogin':
      return <DisableLoginDialog users={dialog.users} onClose={onClose} />
    case 'password':
      return <ResetPasswordDialog user={dialog.user} onClose={onClose} />
    case 'edit':
      return <EditUserDialog user={dialog.user} onClose={onClose} />
    case 'delete':
      return <DeleteUsersDialog users={dialog.users} onClose={onClose} onDeleted={onDeleted} />
    default:
      return dialog satisfies never
  }
}

function toTarget({ Uin, Name }: NamedUser) {
  return { kind: 'user' as const, id: Uin, name: Name }
}
