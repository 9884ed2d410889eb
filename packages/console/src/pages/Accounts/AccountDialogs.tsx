import type { AccountItem } from '@yanshu/protocol'
import { CreateAccountDialog } from './CreateAccountDialog.tsx'
import { DeleteAccountsDialog } from './DeleteAccountsDialog.tsx'
import { EditAccountDialog } from './EditAccountDialog.tsx'
import { ExportAccountsDialog } from './ExportAccountsDialog.tsx'
import { ImportAccountsDialog } from './ImportAccountsDialog.tsx'

/** Which dialog of the account page is open, and on what. */
export type AccountDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'import' }
  | { readonly kind: 'edit'; readonly account: AccountItem }
  | { readonly kind: 'delete'; readonly accounts: readonly AccountItem[] }
  | { readonly kind: 'export'; readonly userIds: readonly string[] }

interface AccountDialogsProps {
  readonly appId: number
  readonly dialog: AccountDialog | undefined
  readonly onClose: () => void
  readonly onDeleted: (userIds: readonly string[]) => void
}

export function AccountDialogs({ appId, dialog, onClose, onDeleted }: AccountDialogsProps) {
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'create':
      return <CreateAccountDialog appId={appId} onClose={onClose} />
    case 'import':
      return <ImportAccountsDialog appId={appId} onClose={onClose} />
    case 'edit':
      return <EditAccountDialog appId={appId} account={dialog.account} onClose={onClose} />
    case 'export':
      return <ExportAccountsDialog appId={appId} userIds={dialog.userIds} onClose={onClose} />
    case 'delete':
      return (
        <DeleteAccountsDialog
          appId={appId}
          accounts={dialog.accounts}
          onClose={onClose}
          onDeleted={onDeleted}
        />
      )
    default:
      return dialog satisfies never
  }
}
