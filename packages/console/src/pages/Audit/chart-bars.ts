import type { AuditDay } from '@yanshu/protocol'

const DAY = 86_400
const BEIJING = 8 * 3600

/** Days that are drawn at the most, the newest ones. */
export const MOST_BARS = 92

interface Range {
  readonly StartTime: number
  readonly EndTime?: number
}

/** Every day of a time, those without events too, and the most events of one of them. */
export function barsOf(
  figures: readonly AuditDay[],
  { StartTime, EndTime = Math.floor(Date.now() / 1000) + 1 }: Range,
): { readonly days: readonly AuditDay[]; readonly highest: number } {
  const known = new Map(figures.map((day) => [day.Day, day]))
  const last = numberOf(Math.max(EndTime - 1, StartTime))
  const first = Math.max(numberOf(StartTime), last - MOST_BARS + 1)
  const days = Array.from({ length: last - first + 1 }, (_, at) => {
    const Day = nameOf(first + at)
    return known.get(Day) ?? { Day, Ok: 0, Denied: 0, Failed: 0 }
  })
  const highest = Math.max(1, ...days.map(({ Ok, Denied, Failed }) => Ok + Denied + Failed))
  return { days, highest }
}

/** When a day begins and ends, in Unix seconds. */
export function boundsOfDay(day: string): { readonly from: number; readonly to: number } {
  const from = Date.parse(`${day}T00:00:00Z`) / 1000 - BEIJING
  return { from, to: from + DAY }
}

/** The number of a day in Beijing. */
function numberOf(unixSeconds: number): number {
  return Math.floor((unixSeconds + BEIJING) / DAY)
}

function nameOf(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10)
}
