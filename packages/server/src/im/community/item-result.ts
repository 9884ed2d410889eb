import type { ErrorRow } from '@yanshu/protocol'

/** The code of an entry in an answer over REST; without an error it succeeded. */
export function itemResult(error?: ErrorRow) {
  return { ErrorCode: error?.code ?? 0, ErrorInfo: error?.info ?? '' }
}
