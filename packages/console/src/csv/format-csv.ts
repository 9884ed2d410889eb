/** Excel reads a file without this mark in the local code page and garbles Chinese. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Writes records as comma-separated text with CRLF line ends, in UTF-8 with a byte order mark. */
export function formatCsv(records: readonly (readonly string[])[]): string {
  return formatExactCsv(records.map((cells) => cells.map(guardFormula)))
}

/** The same with every text as it is, for what must be copied exactly and comes from whoever downloads it. */
export function formatExactCsv(records: readonly (readonly string[])[]): string {
  const lines = records.map((cells) => cells.map(quoteCell).join(','))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
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
