import type { WireOutcome } from '@yanshu/protocol'
import type { Outcome } from './friends.ts'

/** Outcomes of a batch as clients get them. */
export function outcomesOf(outcomes: readonly Outcome[]): readonly WireOutcome[] {
  return outcomes.map(({ userId, error }) => ({
    userId,
    code: error?.code ?? 0,
    message: error?.info ?? '',
  }))
}
