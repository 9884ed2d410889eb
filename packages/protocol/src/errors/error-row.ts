/** One public failure. The number is the contract; the text may be reworded. */
export interface ErrorRow {
  readonly code: number
  readonly info: string
}

/** The only error a command lets out on purpose; anything else is a bug and answers `internal`. */
export class ImError extends Error {
  override readonly name = 'ImError'
  readonly row: ErrorRow

  constructor(row: ErrorRow, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? row.info : `${row.info}: ${detail}`, options)
    this.row = row
  }
}
