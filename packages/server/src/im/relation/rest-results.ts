import { relationErrors } from '@yanshu/protocol'
import type { Outcome } from './friends.ts'

/** One item of a batch as the commands show it. */
export function resultOf({ userId, error }: Outcome) {
  return { To_Account: userId, ResultCode: error?.code ?? 0, ResultInfo: error?.info ?? '' }
}

/** The accounts that failed, where any did. A request that waits for its answer is no failure. */
export function failedOf(outcomes: readonly Outcome[]): { readonly Fail_Account?: string[] } {
  const failed = outcomes.filter(
    ({ error }) => error !== undefined && error.code !== relationErrors.pending.code,
  )
  return failed.length === 0 ? {} : { Fail_Account: failed.map(({ userId }) => userId) }
}

export function batchAnswer(outcomes: readonly Outcome[]) {
  return { ResultItem: outcomes.map(resultOf), ...failedOf(outcomes) }
}
