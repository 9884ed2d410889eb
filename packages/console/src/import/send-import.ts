/** One row of an import file, and why it cannot be imported if that shows already. */
export interface ImportRow {
  readonly line: number
  readonly fault: string | undefined
}

/** A row that was not imported, and why in the user's words. */
export interface FailedRow<Row> {
  readonly row: Row
  readonly reason: string
}

export interface ImportOutcome<Row> {
  readonly imported: number
  readonly failed: readonly FailedRow<Row>[]
}

/** What one call answers: which rows of the piece failed, by their place in it. */
export interface PieceResult {
  readonly failures: readonly { readonly index: number; readonly reason: string }[]
}

interface SendImportOptions<Row> {
  readonly send: (piece: readonly Row[]) => Promise<PieceResult>
  readonly onProgress: (sent: number) => void
  readonly isStopped: () => boolean
  /** The reason of rows that a stop left unsent. */
  readonly notSent: string
  /** The reason of rows whose call failed as a whole. */
  readonly failureReason: (error: unknown) => string
}

/**
 * Sends rows piece by piece. A row the server refuses hinders no other; a call that fails as a whole
 * fails its rows and ends the import, since the next one would most likely fail too.
 */
export async function sendImport<Row>(
  pieces: readonly (readonly Row[])[],
  options: SendImportOptions<Row>,
): Promise<ImportOutcome<Row>> {
  const failed: FailedRow<Row>[] = []
  let sent = 0
  let isBroken = false
  for (const piece of pieces) {
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
  return { imported: pieces.flat().length - failed.length, failed }
}

function failedRow<Row>(row: Row | undefined, reason: string): FailedRow<Row>[] {
  return row === undefined ? [] : [{ row, reason }]
}
