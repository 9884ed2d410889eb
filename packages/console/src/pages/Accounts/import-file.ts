import { byteLength, isUserId } from '@yanshu/protocol'
import { unguardFormula } from '../../csv/format-csv.ts'
import { UnclosedQuote, parseCsv } from '../../csv/parse-csv.ts'
import type { CsvRecord } from '../../csv/parse-csv.ts'

export const MAX_ROWS = 10_000
export const MAX_FILE_BYTES = 8 * 1024 * 1024
const MAX_TEXT_BYTES = 500

export type RowFault = 'badUserId' | 'duplicate' | 'nickTooLong' | 'faceUrlTooLong'

export type FileFault =
  | 'empty'
  | 'noUserIdColumn'
  | 'unclosedQuote'
  | 'tooManyRows'
  | 'tooLarge'
  | 'unreadable'

/** One account of the file, and why it cannot be imported if that shows already. */
export interface ImportRow {
  readonly line: number
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
  readonly fault: RowFault | undefined
}

/** Reads the text of an import file; the first line names the columns, in any order and case. */
export function readImportFile(text: string): readonly ImportRow[] | FileFault {
  const records = readRecords(text)
  if (records === undefined) return 'unclosedQuote'
  const [header, ...body] = records
  if (header === undefined) return 'empty'
  const columns = header.cells.map(columnName)
  if (!columns.includes('userid')) return 'noUserIdColumn'
  if (body.length === 0) return 'empty'
  if (body.length > MAX_ROWS) return 'tooManyRows'
  return readRows(body, columns)
}

/** Takes the short names, and those in the headline of the table (`用户名(UserID)`). */
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

function readRows(body: readonly CsvRecord[], columns: readonly string[]): ImportRow[] {
  const seen = new Set<string>()
  return body.map(({ line, cells }) => {
    const cell = (name: string) => unguardFormula(cells[columns.indexOf(name)] ?? '')
    const row = {
      line,
      userId: cell('userid').trim(),
      nick: cell('nick') || cell('nickname'),
      faceUrl: (cell('faceurl') || cell('image')).trim(),
    }
    const fault = seen.has(row.userId) ? 'duplicate' : rowFault(row)
    seen.add(row.userId)
    return { ...row, fault }
  })
}

function rowFault(row: Omit<ImportRow, 'fault'>): RowFault | undefined {
  if (!isUserId(row.userId)) return 'badUserId'
  if (byteLength(row.nick) > MAX_TEXT_BYTES) return 'nickTooLong'
  if (byteLength(row.faceUrl) > MAX_TEXT_BYTES) return 'faceUrlTooLong'
  return undefined
}
