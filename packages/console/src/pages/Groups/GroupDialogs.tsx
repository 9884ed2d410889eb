import { CreateGroupDialog } from './CreateGroupDialog.tsx'
import { DismissGroupsDialog } from './DismissGroupsDialog.tsx'
import { ExportGroupsDialog } from './ExportGroupsDialog.tsx'
import type { GroupFilter } from './group-list-params.ts'
import { ImportGroupsDialog } from './ImportGroupsDialog.tsx'
import { SendMessageDialog } from './SendMessageDialog.tsx'

/** Which dialog of the group page is open, and on what. */
export type GroupDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'import' }
  | { readonly kind: 'send'; readonly groupIds: readonly string[] }
  | { readonly kind: 'dismiss'; readonly groupIds: readonly string[] }
  | {
      readonly kind: 'export'
      /** None for all that match the filter. */
      readonly groupIds: readonly string[]
      readonly filter: GroupFilter
    }

interface GroupDialogsProps {
  readonly appId: number
  readonly dialog: GroupDialog | undefined
  readonly onClose: () => void
  readonly onDismissed: (groupIds: readonly string[]) => void
}

export function GroupDialogs({ appId, dialog, onClose, onDismissed }: GroupDialogsProps) {
  const shared = { appId, onClose }
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'create':
      return <CreateGroupDialog {...shared} />
    case 'import':
      return <ImportGroupsDialog {...shared} />
    case 'send':
      return <SendMessageDialog {...shared} groupIds={dialog.groupIds} />
    case 'export':
      return <ExportGroupsDialog {...shared} groupIds={dialog.groupIds} filter={dialog.filter} />
    case 'dismiss':
      return (
        <DismissGroupsDialog {...shared} groupIds={dialog.groupIds} onDismissed={onDismissed} />
      )
    default:
      return dialog satisfies never
  }
}
