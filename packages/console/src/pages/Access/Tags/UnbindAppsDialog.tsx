import { tagLimits } from '@yanshu/protocol'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { BatchDialog } from '../../../batch/BatchDialog.tsx'
import { NameList } from '../../../batch/NameList.tsx'
import { staleTags } from '../../../tags/stale-tags.ts'
import type { AppTag } from '../../../tags/tag-rows.ts'
import { tagTitle } from './tag-title.ts'
import { useAppBatch } from './use-app-batch.ts'
import { useAppNames } from './use-app-names.ts'

interface UnbindAppsDialogProps {
  readonly tag: AppTag
  readonly appIds: readonly string[]
  readonly onUnbound: (appIds: readonly string[]) => void
  readonly onClose: () => void
}

/** Says who may no longer see the applications before the tag is taken off. */
export function UnbindAppsDialog({ tag, appIds, onUnbound, onClose }: UnbindAppsDialogProps) {
  const { t } = useTranslation()
  const { unbind } = useAppBatch(tag)
  const names = useAppNames()
  const labelOf = (appId: string) => {
    const name = names.get(appId)
    return name === undefined ? appId : `${name} (${appId})`
  }
  return (
    <BatchDialog
      danger
      title={t('tags.unbind.title', { tag: tagTitle(tag) })}
      okText={t('tags.unbind.action')}
      failedTitle={t('tags.unbind.failed')}
      doneText={(total) => t('tags.unbind.done', { total })}
      ids={appIds}
      pieceSize={tagLimits.resourcesOfCall}
      send={unbind}
      refreshes={staleTags}
      onPiece={onUnbound}
      onClose={onClose}
    >
      <div className="ys-stack">
        <Alert type="warning" showIcon title={t('tags.unbind.warning')} />
        <div>
          {t('tags.unbind.question', { total: appIds.length })}
          <NameList names={appIds.map(labelOf)} />
        </div>
      </div>
    </BatchDialog>
  )
}
