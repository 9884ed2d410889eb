/** What Yanshu's figure must be of the floor's, or by itself where the floor only shows what a figure is worth. */
export type Goal =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly atLeastValue: number }

/** One measured line: Yanshu beside its floor, both taken in the same run. */
export interface Measurement {
  readonly figure: string
  readonly title: string
  readonly unit: string
  /** Decimals the values are shown with. */
  readonly digits: number
  readonly floor: number
  readonly yanshu: number
  readonly goal: Goal
  /** Lost or doubled messages, errors: any of these makes the line worthless. */
  readonly faults: readonly string[]
  /** How the values were got, where the title does not say it. */
  readonly note?: string
}

export type Verdict = 'ok' | 'miss' | 'invalid'

export interface ReportRow extends Measurement {
  readonly ratio: number
  readonly verdict: Verdict
}

/** Sets a measurement against its goal. */
export function judge(measurement: Measurement): ReportRow {
  const ratio = measurement.yanshu / measurement.floor
  const sound = measurement.faults.length === 0 && Number.isFinite(ratio) && ratio > 0
  if (!sound) return { ...measurement, ratio, verdict: 'invalid' }
  return { ...measurement, ratio, verdict: meets(ratio, measurement) ? 'ok' : 'miss' }
}

function meets(ratio: number, { yanshu, goal }: Measurement): boolean {
  if ('atLeastValue' in goal) return yanshu >= goal.atLeastValue
  return 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost
}

const heads = ['figure', 'unit', 'floor', 'Yanshu', 'ratio', 'target', ''] as const

/** The rows as a table for people, with the notes and faults below it. */
export function renderTable(rows: readonly ReportRow[]): string {
  const cells = [heads, ...rows.map(rowCells)]
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const lines = cells.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const rule = '-'.repeat(Math.max(...lines.map((line) => line.length)))
  return [lines[0], rule, ...lines.slice(1), ...remarks(rows)].join('\n')
}

function rowCells(row: ReportRow): readonly string[] {
  const value = (number: number) =>
    number.toLocaleString('en-US', {
      minimumFractionDigits: row.digits,
      maximumFractionDigits: row.digits,
    })
  return [
    row.title,
    row.unit,
    value(row.floor),
    value(row.yanshu),
    row.ratio.toFixed(2),
    goalText(row.goal),
    row.verdict,
  ]
}

function goalText(goal: Goal): string {
  if ('atLeastValue' in goal) return `>= ${goal.atLeastValue.toLocaleString('en-US')}`
  return 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`
}

function remarks(rows: readonly ReportRow[]): readonly string[] {
  const notes = new Set(rows.flatMap(({ note }) => (note === undefined ? [] : [note])))
  const faults = rows.flatMap(({ title, faults }) =>
    faults.map((fault) => `invalid: ${title}: ${fault}`),
  )
  const all = [...notes, ...faults]
  return all.length === 0 ? [] : ['', ...all]
}
