import { useTranslation } from 'react-i18next'
import { useCallAction } from '../../api/ApiProvider.tsx'
import { ExportDialog } from '../../export/ExportDialog.tsx'
import type { AuditAddress } from './audit-address.ts'
import type { ExportedEvents } from './export-audit.ts'
import { eventsCsv, fetchEvents, MOST_EVENTS } from './export-audit.ts'

interface ExportAuditDialogProps {
  readonly address: AuditAddress
  readonly onClose: () => void
}

/** The events that match, as a file. */
export function ExportAuditDialog({ address, onClose }: ExportAuditDialogProps) {
  const { t } = useTranslation()
  const callAction = useCallAction()
  return (
    <ExportDialog<ExportedEvents>
      title={t('audit.export.title')}
      fileName="audit.csv"
      what={['audit', address]}
      fetch={(signal, onProgress) => fetchEvents(callAction, address, signal, onProgress)}
      toCsv={eventsCsv}
      working={(rows) => t('audit.export.working', { rows })}
      report={({ events, isCut }) => ({
        rows: events.length,
        title:
          events.length === 0
            ? t('audit.export.none')
            : t('audit.export.done', { rows: events.length }),
        detail: isCut && t('audit.export.cut', { most: MOST_EVENTS }),
      })}
      onClose={onClose}
    />
  )
}
