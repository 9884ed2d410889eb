/** Excel reads a file without this mark in the local code page and garbles Chinese. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Writes records as comma-separated text with CRLF line ends, in UTF-8 with a byte order mark. */
export function formatCsv(records: readonly (readonly string[])[]): string {
  const lines = records.map((cells) => cells.map(formatCell).join(','))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

function formatCell(text: string): string {
  const guarded = guardFormula(text)
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/**
 * A cell that begins like a formula would be run by the spreadsheet that opens the file, so it gets a
 * leading apostrophe. A cell that already looks guarded gets one more, so that `unguardFormula` gives
 * back every text exactly.
 */
export function guardFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** Takes off what `guardFormula` put on. */
export function unguardFormula(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
