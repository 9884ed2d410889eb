/** A document line by line, and where each of its statements stands: from and to, counted from 0. */
export interface DocumentLines {
  readonly lines: readonly string[]
  readonly statements: readonly { readonly from: number; readonly to: number }[]
}

/** Lays a document out for reading; a text that is no policy comes as it is. */
export function documentLines(text: string): DocumentLines {
  const policy = readPolicy(text)
  if (policy === undefined) return { lines: text.split('\n'), statements: [] }
  const lines = ['{']
  const spans: { from: number; to: number }[] = []
  const members = Object.entries(policy)
  members.forEach(([name, value], at) => {
    const comma = at === members.length - 1 ? '' : ','
    if (name !== 'statement') {
      lines.push(...indented(`${JSON.stringify(name)}: ${pretty(value)}${comma}`, 2))
      return
    }
    const isList = Array.isArray(value)
    const statements: readonly unknown[] = isList ? value : [value]
    if (isList) lines.push('  "statement": [')
    statements.forEach((statement, index) => {
      const from = lines.length
      const end = isList && index < statements.length - 1 ? ',' : isList ? '' : comma
      const head = isList ? '' : '"statement": '
      lines.push(...indented(`${head}${pretty(statement)}${end}`, isList ? 4 : 2))
      spans.push({ from, to: lines.length - 1 })
    })
    if (isList) lines.push(`  ]${comma}`)
  })
  return { lines: [...lines, '}'], statements: spans }
}

/** The same text with each member in its line; undefined where it is no JSON. */
export function formatDocument(text: string): string | undefined {
  try {
    return pretty(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A line has no name but its place. */
export function numbered<Line>(
  line: Line,
  at: number,
): { readonly line: Line; readonly at: number } {
  return { line, at }
}

function readPolicy(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && 'statement' in value
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
}

function indented(text: string, columns: number): string[] {
  return text.split('\n').map((line) => ' '.repeat(columns) + line)
}
