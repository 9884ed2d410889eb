import { tagLimits } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { staleTags } from '../../../tags/stale-tags.ts'
import type { AppTag } from '../../../tags/tag-rows.ts'
import type { BoundResource } from './bound-resource.ts'
import { nameOfBound } from './bound-resource.ts'
import { tagTitle } from './tag-title.ts'
import { useTagBatch } from './use-tag-batch.ts'
import { useBoundLabel } from './use-bound-label.ts'

interface UnbindResourcesDialogProps {
  readonly tag: AppTag
  readonly resources: readonly BoundResource[]
  /** Told with the names of some of them. */
  readonly onUnbound: (names: readonly string[]) => void
  readonly onClose: () => void
}

/** Says who may no longer see applications before the tag is taken off. */
export function UnbindResourcesDialog({
  tag,
  resources,
  onUnbound,
  onClose,
}: UnbindResourcesDialogProps) {
  const { t } = useTranslation()
  const { unbind } = useTagBatch(tag)
  const labelOf = useBoundLabel()
  return (
    <BatchDialog
      danger
      title={t('tags.unbind.title', { tag: tagTitle(tag) })}
      okText={t('tags.unbind.action')}
      failedTitle={t('tags.unbind.failed')}
      doneText={(total) => t('tags.unbind.done', { total })}
      ids={resources.map(nameOfBound)}
      pieceSize={tagLimits.resourcesOfCall}
      send={unbind}
      refreshes={staleTags}
      onPiece={onUnbound}
      onClose={onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('tags.unbind.warning')} />
        <div>
          {t('tags.unbind.question', { total: resources.length })}
          <NameList names={resources.map(labelOf)} />
        </div>
      </div>
    </BatchDialog>
  )
}
