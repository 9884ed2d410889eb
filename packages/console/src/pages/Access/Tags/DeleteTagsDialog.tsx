import { deleteTags, tagLimits } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../../api/ApiProvider.tsx'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { useAttempt } from '../../../batch/use-attempt.ts'
import { staleTags } from '../../../tags/stale-tags.ts'
import type { ListedTag } from './tag-list-params.ts'

interface DeleteTagsDialogProps {
  readonly tags: readonly ListedTag[]
  readonly onDeleted: (ids: readonly string[]) => void
  readonly onClose: () => void
}

/** Asks before tags go; those that applications carry stay. */
export function DeleteTagsDialog({ tags, onDeleted, onClose }: DeleteTagsDialogProps) {
  const { t } = useTranslation()
  const free = tags.filter(({ CanDelete }) => CanDelete === 1)
  const bound = tags.filter(({ CanDelete }) => CanDelete === 0)
  return (
    <BatchDialog
      danger
      title={t('tags.delete.title')}
      okText={t('common.delete')}
      failedTitle={t('tags.delete.failed')}
      doneText={(total) => t('tags.delete.done', { total })}
      ids={free.map(({ id }) => id)}
      pieceSize={tagLimits.tagsOfCall}
      send={useSend(free)}
      refreshes={staleTags}
      onPiece={onDeleted}
      onClose={onClose}
    >
      <div className="ys-stack">
        {free.length > 0 && (
          <div>
            {t('tags.delete.question', { total: free.length })}
            <NameList names={free.map(textOf)} />
          </div>
        )}
        {bound.length > 0 && (
          <div>
            <Alert
              type="warning"
              showIcon
              title={t('tags.delete.stays', { total: bound.length })}
            />
            <NameList names={bound.map(textOf)} />
          </div>
        )}
      </div>
    </BatchDialog>
  )
}

function textOf({ TagKey, TagValue }: ListedTag): string {
  return `${TagKey}: ${TagValue}`
}

function useSend(tags: readonly ListedTag[]) {
  const callAction = useCallAction()
  const attempt = useAttempt()
  return async (piece: readonly string[]) => {
    const Tags = tags
      .filter(({ id }) => piece.includes(id))
      .map(({ TagKey, TagValue }) => ({ TagKey, TagValue }))
    const refused = await attempt('', () => callAction(deleteTags, { Tags }))
    // The server deletes all of a call or none.
    return refused.flatMap(({ reason }) => piece.map((id) => ({ id, reason })))
  }
}
