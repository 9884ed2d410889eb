import type { PlanItem } from '@yanshu/protocol'
import type { AppConfAnswer } from './use-app-settings.ts'

/** Whether the days that messages are kept can be changed now, and what to. */
export type HistoryState =
  | { readonly kind: 'open'; readonly choices: readonly number[] }
  /** Changed in this calendar month already; `at` in Unix seconds. */
  | { readonly kind: 'changed'; readonly at: number }
  /** The plan has nothing else to choose. */
  | { readonly kind: 'fixed' }

export function historyState(conf: AppConfAnswer, plan: PlanItem | undefined): HistoryState {
  const choices = plan?.HistoryChoices ?? []
  if (choices.every((days) => days === conf.HistoryDays)) return { kind: 'fixed' }
  if (conf.HistoryDaysChangeableAt > 0) {
    return { kind: 'changed', at: conf.HistoryDaysChangeableAt }
  }
  return { kind: 'open', choices: choices.toSorted(byLength) }
}

/** True where messages that are kept now would be kept no longer. */
export function shortens(before: number, after: number): boolean {
  return byLength(before, after) > 0
}

/** Zero is for ever, and so the longest. */
function byLength(a: number, b: number): number {
  return (a || Infinity) === (b || Infinity) ? 0 : (a || Infinity) - (b || Infinity)
}
