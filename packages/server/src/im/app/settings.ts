import type { AppConf, Platform } from '@yanshu/protocol'
import { CloudError, platforms } from '@yanshu/protocol'
import { addMonths } from './add-months.ts'
import { defaultGroupConf } from './group-defaults.ts'
import type { Changes } from './merge.ts'
import { merged } from './merge.ts'
import type { Plan } from './plans.ts'

const MAX_NATIVE_INSTANCES = 3

/** Conversations that a client may pull without the longer list (会话列表拉取个数). */
const SHORT_LIST = 100

/** What an app starts with, but for its history days, which are the plan's (console: 登录与消息). */
export const defaultConf: AppConf = {
  LoginMode: 'dual',
  LoginInstances: Object.fromEntries(platforms.map((platform) => [platform, 1])) as Record<
    Platform,
    number
  >,
  RecallSeconds: 120,
  SyncDeleteConversation: false,
  UserStatus: false,
  HistoryDays: 7,
  MessageExtension: false,
  MassPush: false,
  ConversationPullCount: SHORT_LIST,
  BlocklistShowsSuccess: true,
  FriendCheck: false,
  DefaultAllowType: 'AllowType_Type_AllowAny',
  Follow: false,
  AccountDeletion: false,
  MessageBytes: 12_288,
  ...defaultGroupConf,
}

/** The changes of one call: what is absent stays. */
export type ConfChange = Changes<AppConf>

/** The stored settings over the defaults of a plan. */
export function confOf(stored: ConfChange, plan: Plan): AppConf {
  return merged({ ...defaultConf, HistoryDays: plan.historyDays ?? 0 }, stored)
}

export function mergeConf(conf: AppConf, change: ConfChange): AppConf {
  return merged(conf, change)
}

/** Switches and the feature of the plan that each needs. */
const gates = [
  ['UserStatus', 'userStatus'],
  ['MessageExtension', 'messageExtensions'],
  ['MassPush', 'massPush'],
  ['Follow', 'follow'],
  ['Community', 'community'],
  ['Topic', 'community'],
  ['LiveMemberList', 'liveRooms'],
  ['LiveBroadcast', 'liveRooms'],
  ['LiveBan', 'liveRooms'],
] as const

/**
 * Refuses changes that the plan does not include; the message names the field. What was set on an
 * earlier plan may stay: it is without effect, and must not stand in the way of other changes.
 */
export function checkConf(conf: AppConf, plan: Plan, before: AppConf = defaultConf): void {
  for (const [name, feature] of gates) {
    const isTurnedOn = conf[name] && !before[name]
    if (isTurnedOn && !plan.features.has(feature)) throw notInPlan(name)
  }
  const { ConversationPullCount: count } = conf
  const isLonger = count > SHORT_LIST && count !== before.ConversationPullCount
  if (isLonger && !plan.features.has('longConversationList')) {
    throw notInPlan('ConversationPullCount')
  }
  checkGroups(conf, plan, before)
  for (const platform of platforms) {
    const isChanged = conf.LoginInstances[platform] !== before.LoginInstances[platform]
    if (isChanged) checkInstances(platform, conf, plan)
  }
}

/** What is more than a switch about groups. */
function checkGroups(conf: AppConf, plan: Plan, before: AppConf): void {
  if (conf.Topic && !before.Topic && !conf.Community) {
    throw new CloudError('OperationDenied', 'Topic: needs Community')
  }
  const rate = conf.LiveBroadcastRate
  const isFaster = rate > defaultConf.LiveBroadcastRate && rate !== before.LiveBroadcastRate
  if (isFaster && !plan.features.has('liveRooms')) throw notInPlan('LiveBroadcastRate')
  const isLonger = conf.LiveHistoryCount > before.LiveHistoryCount
  if (isLonger && !plan.features.has('liveRooms')) throw notInPlan('LiveHistoryCount')
  const hasMore = conf.ReceiptGroupTypes.some((type) => !before.ReceiptGroupTypes.includes(type))
  if (hasMore && !plan.features.has('readReceipts')) throw notInPlan('ReceiptGroupTypes')
}

/**
 * Refuses a number of history days that the plan does not offer, and a second change in one calendar
 * month (历史消息存储时长配置).
 */
export function checkHistoryDays(
  days: number,
  plan: Plan,
  changedAt: number | undefined,
  now: number,
): void {
  if (!plan.historyChoices.includes(days)) {
    throw new CloudError(
      'OperationDenied',
      `HistoryDays: the plan offers ${plan.historyChoices.join(', ')}`,
    )
  }
  if (now < historyChangeableAt(changedAt)) {
    throw new CloudError('OperationDenied', 'HistoryDays: may be changed once a calendar month')
  }
}

/** When the history days may be changed again, in Unix milliseconds: the next month of the calendar (UTC). */
export function historyChangeableAt(changedAt: number | undefined): number {
  if (changedAt === undefined) return 0
  const date = new Date(changedAt)
  return addMonths(Date.UTC(date.getUTCFullYear(), date.getUTCMonth()), 1)
}

/** Instances of a platform that may be online together, as the plan allows it now. */
export function instancesOf(platform: Platform, conf: AppConf, plan: Plan): number {
  if (platform === 'Web') return conf.LoginInstances.Web
  const several = plan.features.has('samePlatform') && conf.LoginMode === 'multi'
  return several ? conf.LoginInstances[platform] : 1
}

function checkInstances(platform: Platform, conf: AppConf, plan: Plan): void {
  const wanted = conf.LoginInstances[platform]
  if (wanted === 1 || platform === 'Web') return
  if (!plan.features.has('samePlatform')) {
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

function notInPlan(name: string): CloudError {
  return new CloudError('OperationDenied', `${name}: the plan does not include it`)
}
