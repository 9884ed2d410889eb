import type { AuditDay } from '@yanshu/protocol'
import { describeAuditFigures } from '@yanshu/protocol'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActionQuery } from '../../api/use-action-query.ts'
import type { AuditAddress } from './audit-address.ts'
import { rangeOf } from './audit-address.ts'
import { barsOf, boundsOfDay } from './chart-bars.ts'

interface AuditChartProps {
  readonly address: AuditAddress
  /** Unix seconds at which a day begins and ends. */
  readonly onDay: (from: number, to: number) => void
}

const results = ['Failed', 'Denied', 'Ok'] as const

/** How many events there were on each day; a day leads to its events. */
export function AuditChart({ address, onDay }: AuditChartProps) {
  const { t } = useTranslation()
  const range = rangeOf(address)
  const figures = useActionQuery(describeAuditFigures, range, { keepPrevious: true })
  // The list below it says what is wrong; without figures it does as well.
  if (!figures.data) return figures.isError ? undefined : <div className="ys-audit__chart" />
  const { days, highest } = barsOf(figures.data.Days, range)
  return (
    <figure className="ys-audit__chart" aria-label={t('audit.chart.title')}>
      <figcaption>
        {t('audit.chart.title')}
        <span className="ys-quiet">{t('audit.chart.beijing')}</span>
        <Legend />
      </figcaption>
      <div className="ys-audit__bars">
        {days.map((day) => (
          <Bar key={day.Day} day={day} highest={highest} onDay={onDay} />
        ))}
      </div>
      <div className="ys-audit__ends ys-digits" aria-hidden>
        <span>{days[0]?.Day}</span>
        <span>{days.length > 1 && days.at(-1)?.Day}</span>
      </div>
    </figure>
  )
}

interface BarProps {
  readonly day: AuditDay
  readonly highest: number
  readonly onDay: AuditChartProps['onDay']
}

function Bar({ day, highest, onDay }: BarProps) {
  const { t } = useTranslation()
  const summary = t('audit.chart.summary', { ok: day.Ok, denied: day.Denied, failed: day.Failed })
  const text = `${day.Day}: ${summary}`
  return (
    <Tooltip title={text}>
      <button
        type="button"
        aria-label={text}
        onClick={() => {
          const { from, to } = boundsOfDay(day.Day)
          onDay(from, to)
        }}
      >
        {results.map((result) => (
          <i
            key={result}
            className={`ys-audit__bar--${result}`}
            style={{ height: `${(day[result] / highest) * 100}%` }}
          />
        ))}
      </button>
    </Tooltip>
  )
}

const legend = [
  ['Ok', 'ok'],
  ['Denied', 'denied'],
  ['Failed', 'failed'],
] as const

function Legend() {
  const { t } = useTranslation()
  return (
    <span className="ys-audit__legend" aria-hidden>
      {legend.map(([bar, result]) => (
        <span key={bar}>
          <i className={`ys-audit__bar--${bar}`} /> {t(`audit.results.${result}`)}
        </span>
      ))}
    </span>
  )
}
