import type { AppTag } from '../../../tags/tag-rows.ts'
import { BindAppsDialog } from './BindAppsDialog.tsx'
import { BoundResourcesDrawer } from './BoundResourcesDrawer.tsx'
import { CreateTagsDialog } from './CreateTagsDialog.tsx'
import { DeleteTagsDialog } from './DeleteTagsDialog.tsx'
import type { ListedTag } from './tag-list-params.ts'

/** Which dialog of the tag page is open, and on what. */
export type TagDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete'; readonly tags: readonly ListedTag[] }
  | {
      readonly kind: 'bind'
      readonly tag: AppTag
      /** Where it goes back to when it is done. */
      readonly from?: 'bound'
    }
  | { readonly kind: 'bound'; readonly tag: AppTag }

interface TagDialogsProps {
  readonly dialog: TagDialog | undefined
  readonly onOpen: (dialog: TagDialog) => void
  readonly onClose: () => void
  readonly onDeleted: (ids: readonly string[]) => void
}

export function TagDialogs({ dialog, onOpen, onClose, onDeleted }: TagDialogsProps) {
  switch (dialog?.kind) {
    case undefined:
      return undefined
    case 'create':
      return <CreateTagsDialog onClose={onClose} />
    case 'delete':
      return <DeleteTagsDialog tags={dialog.tags} onDeleted={onDeleted} onClose={onClose} />
    case 'bind':
      return (
        <BindAppsDialog
          tag={dialog.tag}
          onClose={
            dialog.from === 'bound' ? () => onOpen({ kind: 'bound', tag: dialog.tag }) : onClose
          }
        />
      )
    case 'bound':
      return (
        <BoundResourcesDrawer
          tag={dialog.tag}
          onBind={() => onOpen({ kind: 'bind', tag: dialog.tag, from: 'bound' })}
          onClose={onClose}
        />
      )
    default:
      return dialog satisfies never
  }
}
