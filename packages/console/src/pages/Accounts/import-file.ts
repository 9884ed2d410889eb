import { byteLength, isUserId } from '@yanshu/protocol'
import { readTable } from '../../import/read-table.ts'
import type { FileFault } from '../../import/read-table.ts'

const MAX_TEXT_BYTES = 500

/** The column that every import file of accounts has. */
export const REQUIRED_COLUMN = 'UserID'

export type RowFault = 'badUserId' | 'duplicate' | 'nickTooLong' | 'faceUrlTooLong'

/** One account of the file, and why it cannot be imported if that shows already. */
export interface AccountRow {
  readonly line: number
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
  readonly fault: RowFault | undefined
}

/** Reads the text of an import file. */
export function readImportFile(text: string): readonly AccountRow[] | FileFault {
  const table = readTable(text, REQUIRED_COLUMN)
  if (typeof table === 'string') return table
  const seen = new Set<string>()
  return table.map(({ line, cell }) => {
    const row = {
      line,
      userId: cell('UserID').trim(),
      nick: cell('Nick', 'NickName'),
      faceUrl: cell('FaceUrl', 'Image').trim(),
    }
    const fault = seen.has(row.userId) ? 'duplicate' : rowFault(row)
    seen.add(row.userId)
    return { ...row, fault }
  })
}

function rowFault(row: Omit<AccountRow, 'fault'>): RowFault | undefined {
  if (!isUserId(row.userId)) return 'badUserId'
  if (byteLength(row.nick) > MAX_TEXT_BYTES) return 'nickTooLong'
  if (byteLength(row.faceUrl) > MAX_TEXT_BYTES) return 'faceUrlTooLong'
  return undefined
}
