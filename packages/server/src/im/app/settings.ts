import type { AppConf, Platform } from '@yanshu/protocol'
import { CloudError, platforms } from '@yanshu/protocol'
import type { Plan } from './plans.ts'

const MAX_NATIVE_INSTANCES = 3

/** What an app starts with (console: 登录设置, 消息撤回设置, 多端同步设置, 用户状态). */
export const defaultConf: AppConf = {
  LoginMode: 'dual',
  LoginInstances: Object.fromEntries(platforms.map((platform) => [platform, 1])) as Record<
    Platform,
    number
  >,
  RecallSeconds: 120,
  SyncDeleteConversation: false,
  UserStatus: false,
}

/** The changes of one call: what is absent stays. */
export interface ConfChange {
  readonly LoginMode?: AppConf['LoginMode'] | undefined
  readonly LoginInstances?: Partial<Record<Platform, number | undefined>> | undefined
  readonly RecallSeconds?: number | undefined
  readonly SyncDeleteConversation?: boolean | undefined
  readonly UserStatus?: boolean | undefined
}

/** The stored settings over the defaults. */
export function readConf(stored: string): AppConf {
  return mergeConf(defaultConf, JSON.parse(stored) as ConfChange)
}

export function mergeConf(conf: AppConf, change: ConfChange): AppConf {
  return {
    LoginMode: change.LoginMode ?? conf.LoginMode,
    LoginInstances: mergeInstances(conf.LoginInstances, change.LoginInstances),
    RecallSeconds: change.RecallSeconds ?? conf.RecallSeconds,
    SyncDeleteConversation: change.SyncDeleteConversation ?? conf.SyncDeleteConversation,
    UserStatus: change.UserStatus ?? conf.UserStatus,
  }
}

/** Refuses settings that the plan does not include; the message names the field. */
export function checkConf(conf: AppConf, plan: Plan): void {
  if (conf.UserStatus && !plan.userStatus) {
    throw new CloudError('OperationDenied', 'UserStatus: the plan does not include user status')
  }
  for (const platform of platforms) checkInstances(platform, conf, plan)
}

/** Instances of a platform that may be online together, as the plan allows it now. */
export function instancesOf(platform: Platform, conf: AppConf, plan: Plan): number {
  if (platform === 'Web') return conf.LoginInstances.Web
  return plan.samePlatform && conf.LoginMode === 'multi' ? conf.LoginInstances[platform] : 1
}

function checkInstances(platform: Platform, conf: AppConf, plan: Plan): void {
  const wanted = conf.LoginInstances[platform]
  if (wanted === 1 || platform === 'Web') return
  if (!plan.samePlatform) {
    throw new CloudError(
      'OperationDenied',
      `LoginInstances.${platform}: the plan allows one instance of a platform`,
    )
  }
  if (wanted > MAX_NATIVE_INSTANCES) {
    throw new CloudError(
      'InvalidParameterValue',
      `LoginInstances.${platform}: at most ${MAX_NATIVE_INSTANCES}`,
    )
  }
}

function mergeInstances(
  instances: AppConf['LoginInstances'],
  change: ConfChange['LoginInstances'],
): AppConf['LoginInstances'] {
  const given = Object.entries(change ?? {}).filter(([, count]) => count !== undefined)
  return { ...instances, ...Object.fromEntries(given) }
}
