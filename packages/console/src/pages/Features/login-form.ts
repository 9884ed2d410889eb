import type { AppConf, Platform } from '@yanshu/protocol'
import { platforms } from '@yanshu/protocol'
import type { ConfChanges } from './conf-changes.ts'

export const loginModes = [
  'single',
  'dual',
  'triple',
  'multi',
] as const satisfies readonly AppConf['LoginMode'][]

export type LoginForm = Pick<AppConf, 'LoginMode' | 'LoginInstances'>

export const MAX_RECALL_MINUTES = 604_800 / 60

export function maxInstances(platform: Platform): number {
  return platform === 'Web' ? 10 : 3
}

/** Minutes to two digits, which is fine enough to give every second back. */
export function toMinutes(seconds: number): number {
  return Math.round((seconds / 60) * 100) / 100
}

export function recallChanges(conf: Pick<AppConf, 'RecallSeconds'>, minutes: number): ConfChanges {
  const RecallSeconds = Math.round(minutes * 60)
  return RecallSeconds === conf.RecallSeconds ? {} : { RecallSeconds }
}

/** Only what was changed; of the instances only their platforms. */
export function loginChanges(conf: LoginForm, form: LoginForm): ConfChanges {
  const changed = platforms.filter(
    (platform) => form.LoginInstances[platform] !== conf.LoginInstances[platform],
  )
  const instances = changed.map((platform) => [platform, form.LoginInstances[platform]])
  return {
    ...(form.LoginMode === conf.LoginMode ? {} : { LoginMode: form.LoginMode }),
    ...(changed.length === 0 ? {} : { LoginInstances: Object.fromEntries(instances) }),
  }
}

/** How many instances of a platform may be online together under this login mode and plan. */
export function instancesInEffect(
  platform: Platform,
  conf: LoginForm,
  samePlatform: boolean,
): number {
  const counts = platform === 'Web' || (samePlatform && conf.LoginMode === 'multi')
  return counts ? conf.LoginInstances[platform] : 1
}
