import type { ImportRow } from './import-file.ts'
import { inPieces } from './in-pieces.ts'

/** A row that was not imported, and why in the user's words. */
export interface FailedRow {
  readonly row: ImportRow
  readonly reason: string
}

export interface ImportOutcome {
  readonly imported: number
  readonly failed: readonly FailedRow[]
}

/** What one call answers: which rows of the piece failed, by their place in it. */
export interface PieceResult {
  readonly failures: readonly { readonly index: number; readonly reason: string }[]
}

interface SendImportOptions {
  readonly send: (piece: readonly ImportRow[]) => Promise<PieceResult>
  readonly onProgress: (sent: number) => void
  readonly isStopped: () => boolean
  /** The reason of rows that a stop left unsent. */
  readonly notSent: string
  /** The reason of rows whose call failed as a whole. */
  readonly failureReason: (error: unknown) => string
}

/**
 * Sends the rows piece by piece. A row the server refuses hinders no other; a call that fails as a whole
 * fails its rows and ends the import, since the next one would most likely fail too.
 */
export async function sendImport(
  rows: readonly ImportRow[],
  options: SendImportOptions,
): Promise<ImportOutcome> {
  const failed: FailedRow[] = []
  let sent = 0
  let isBroken = false
  for (const piece of inPieces(rows)) {
    if (isBroken || options.isStopped()) {
      failed.push(...piece.map((row) => ({ row, reason: options.notSent })))
      continue
    }
    try {
      const { failures } = await options.send(piece)
      failed.push(...failures.flatMap(({ index, reason }) => failedRow(piece[index], reason)))
    } catch (error) {
      isBroken = true
      const reason = options.failureReason(error)
      failed.push(...piece.map((row) => ({ row, reason })))
    }
    sent += piece.length
    options.onProgress(sent)
  }
  return { imported: rows.length - failed.length, failed }
}

function failedRow(row: ImportRow | undefined, reason: string): FailedRow[] {
  return row === undefined ? [] : [{ row, reason }]
}
