import type { AppItem } from '@yanshu/protocol'
import { useTranslation } from 'react-i18next'

/** The state of an application as a dot and a word. */
export function StatusBadge({ status }: { status: AppItem['Status'] }) {
  const { t } = useTranslation()
  return (
    <span className={`ys-status ys-status--${status}`}>
      <i aria-hidden />
      {t(`common.appStatus.${status}`)}
    </span>
  )
}
