import { CloudError } from '@yanshu/protocol'

/** Where a walk goes on, as a text that callers hand back: the parts of the last row they have seen. */
export function toToken(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * @returns undefined at the beginning of a walk.
 * @throws {CloudError} `InvalidParameter.PaginationTokenInvalid`.
 */
export function fromToken(token: string, parts: number): readonly string[] | undefined {
  if (token === '') return undefined
  const read = readJson(Buffer.from(token, 'base64url').toString())
  if (Array.isArray(read) && read.length === parts && read.every(isPart)) return read
  throw new CloudError(
    'InvalidParameter.PaginationTokenInvalid',
    'The parameter `PaginationToken` is not one that an answer told.',
  )
}

/** PostgreSQL cannot bind a NUL, and no name has one. */
function isPart(part: unknown): part is string {
  return typeof part === 'string' && !part.includes('\0')
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
