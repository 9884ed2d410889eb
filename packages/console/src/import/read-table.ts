import { unguardFormula } from '../csv/format-csv.ts'
import { UnclosedQuote, parseCsv } from '../csv/parse-csv.ts'
import type { CsvRecord } from '../csv/parse-csv.ts'

export const MAX_ROWS = 10_000
export const MAX_FILE_BYTES = 8 * 1024 * 1024

/** Why a file as a whole cannot be imported. */
export type FileFault =
  | 'empty'
  | 'missingColumn'
  | 'unclosedQuote'
  | 'tooManyRows'
  | 'tooLarge'
  | 'unreadable'

/** One row of an import file, read by the names of its columns. */
export interface TableRow {
  readonly line: number
  /** The cell under the first of these names that the row fills; '' where none does. */
  readonly cell: (...names: readonly string[]) => string
}

/** Reads the text of an import file; the first line names the columns, in any order and case. */
export function readTable(text: string, requiredColumn: string): readonly TableRow[] | FileFault {
  const records = readRecords(text)
  if (records === undefined) return 'unclosedQuote'
  const [header, ...body] = records
  if (header === undefined) return 'empty'
  const columns = header.cells.map(columnName)
  if (!columns.includes(requiredColumn.toLowerCase())) return 'missingColumn'
  if (body.length === 0) return 'empty'
  if (body.length > MAX_ROWS) return 'tooManyRows'
  return body.map((record) => toRow(record, columns))
}

/** Takes the short names, and those in the headline of a table (`用户名(UserID)`). */
function columnName(cell: string): string {
  const inBrackets = /\(([^)]+)\)\s*$/.exec(cell)?.[1]
  return (inBrackets ?? cell).trim().toLowerCase()
}

function readRecords(text: string): CsvRecord[] | undefined {
  try {
    return parseCsv(text)
  } catch (error) {
    if (error instanceof UnclosedQuote) return undefined
    throw error
  }
}

function toRow({ line, cells }: CsvRecord, columns: readonly string[]): TableRow {
  const under = (name: string) => unguardFormula(cells[columns.indexOf(name.toLowerCase())] ?? '')
  return { line, cell: (...names) => names.map(under).find((text) => text !== '') ?? '' }
}
