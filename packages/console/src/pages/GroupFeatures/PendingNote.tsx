import { ClockCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../design/format.ts'
import type { PendingGroup } from './pending.ts'

interface PendingNoteProps {
  readonly pending: readonly PendingGroup[]
  /** Names the items, where a row has several. */
  readonly nameOf?: (item: string) => string
}

/** When changes that were saved take effect. */
export function PendingNote({ pending, nameOf }: PendingNoteProps) {
  const { t } = useTranslation()
  return pending.map(({ time, items }) => (
    <div key={time} className="ys-pending">
      <ClockCircleOutlined aria-hidden />
      {nameOf
        ? t('groupconf.pendingItems', {
            time: formatMoment(time),
            items: items.map(nameOf).join(t('groupconf.between')),
          })
        : t('groupconf.pending', { time: formatMoment(time) })}
    </div>
  ))
}
