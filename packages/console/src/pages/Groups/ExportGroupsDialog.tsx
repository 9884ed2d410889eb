import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { ExportDialog } from '../../export/ExportDialog.tsx'
import { MOST_GROUPS, fetchGroups, groupsCsv } from './export-groups.ts'
import type { ExportWish, ExportedGroups } from './export-groups.ts'

interface ExportGroupsDialogProps extends ExportWish {
  readonly onClose: () => void
}

/** Groups, communities and their topics as a file that an import reads back. */
export function ExportGroupsDialog({ onClose, ...wish }: ExportGroupsDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  return (
    <ExportDialog<ExportedGroups>
      title={t('groups.export.title')}
      fileName={`groups-${wish.appId}.csv`}
      what={['groups', wish]}
      fetch={(signal, onProgress) => fetchGroups(callAction, wish, signal, onProgress)}
      toCsv={groupsCsv}
      working={(rows) => t('groups.export.working', { rows })}
      report={(exported) => reportOf(t, wish, exported)}
      onClose={onClose}
    />
  )
}

function reportOf(t: TFunction, { groupIds }: ExportWish, exported: ExportedGroups) {
  const { groups, topics, isCut } = exported
  const missing = groupIds.length === 0 ? 0 : groupIds.length - groups.length
  const notes = [
    isCut ? t('groups.export.cut', { most: MOST_GROUPS }) : undefined,
    missing > 0 ? t('groups.export.missing', { total: missing }) : undefined,
  ].filter((note) => note !== undefined)
  return {
    rows: groups.length,
    title: t('groups.export.done', {
      groups: groups.length,
      topics: [...topics.values()].flat().length,
    }),
    detail: notes.length > 0 && notes.join(' '),
  }
}
