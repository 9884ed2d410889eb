/** One record of a CSV file and the line of the file on which it begins, from 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** The file ends within a quoted cell. */
export class UnclosedQuote extends Error {
  override readonly name = 'UnclosedQuote'
}

/**
 * Reads comma-separated text as spreadsheets write it: quoted cells may hold commas, line breaks and
 * doubled quotes; lines end in LF, CRLF or CR; a byte order mark and empty lines are skipped.
 *
 * @throws {UnclosedQuote}
 */
export function parseCsv(text: string): CsvRecord[] {
  const reader = new CsvReader(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const records: CsvRecord[] = []
  while (!reader.atEnd) {
    const record = reader.readRecord()
    if (record.cells.some((cell) => cell.trim() !== '')) records.push(record)
  }
  return records
}

class CsvReader {
  readonly #text: string
  #at = 0
  #line = 1

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length
  }

  readRecord(): CsvRecord {
    const line = this.#line
    const cells = [this.#readCell()]
    while (this.#text[this.#at] === ',') {
      this.#at += 1
      cells.push(this.#readCell())
    }
    this.#skipLineEnd()
    return { line, cells }
  }

  #readCell(): string {
    if (this.#text[this.#at] !== '"') return this.#readBare()
    // Whatever stands between the closing quote and the comma belongs to the cell, as spreadsheets read it.
    return this.#readQuoted() + this.#readBare()
  }

  #readBare(): string {
    const start = this.#at
    while (!this.atEnd && !/[,\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1
    return this.#text.slice(start, this.#at)
  }

  #readQuoted(): string {
    let content = ''
    for (;;) {
      const close = this.#text.indexOf('"', this.#at + 1)
      if (close === -1) throw new UnclosedQuote(`quote opened on line ${this.#line}`)
      const part = this.#text.slice(this.#at + 1, close)
      content += part
      this.#line += part.split(/\r\n|\r|\n/).length - 1
      this.#at = close + 1
      if (this.#text[this.#at] !== '"') return content
      content += '"'
    }
  }

  #skipLineEnd(): void {
    if (this.atEnd) return
    const isCrLf = this.#text.startsWith('\r\n', this.#at)
    this.#at += isCrLf ? 2 : 1
    this.#line += 1
  }
}
