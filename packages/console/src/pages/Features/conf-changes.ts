import type { setConfInfo } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'
import type { AppConfAnswer } from './use-app-settings.ts'

/** The settings of one `SetConfInfo`. */
export type ConfChanges = Partial<Omit<ActionParams<typeof setConfInfo>, 'SDKAppID'>>

type Plain = Omit<AppConfAnswer, 'LoginInstances' | 'HistoryDaysChangeableAt'>

/** The plain settings of a form that differ from what was shown. */
export function changedSettings(before: AppConfAnswer, form: Partial<Plain>): ConfChanges {
  const names = Object.keys(form) as (keyof Plain)[]
  const changed = names.filter((name) => form[name] !== before[name])
  return Object.fromEntries(changed.map((name) => [name, form[name]]))
}
