import type { AppConf, BillingState, FriendField, PlanFeature, UserField } from '@yanshu/protocol'
import type { DelayedConf } from './delayed-conf.ts'
import type { GroupFields } from './group-field-rights.ts'
import type { Plan } from './plans.ts'

export interface AppKey {
  readonly algorithm: 'HMAC-SHA256' | 'ECDSA-SHA256'
  /** The key itself, or the public key as PEM. */
  readonly secret: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** One application as the doors need it. */
export interface App {
  readonly appId: number
  readonly name: string
  readonly type: string
  readonly introduction: string
  readonly plan: Plan
  readonly disabled: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number | undefined
  readonly billing: BillingState
  /** When the app fell into arrears or was refunded. */
  readonly billingSince: number
  /** The settings as they work now. */
  readonly conf: AppConf
  /** The settings as they were saved; some of them work a little later. */
  readonly savedConf: AppConf
  readonly delayed: DelayedConf
  /** Until when `conf` holds, in Unix milliseconds. */
  readonly confUntil: number
  /** When the history days were changed last. */
  readonly historyChangedAt: number | undefined
  /** Custom profile fields by full tag. */
  readonly userFields: ReadonlyMap<string, UserField>
  /** Custom friend fields by full tag. */
  readonly friendFields: ReadonlyMap<string, FriendField>
  /** Custom fields of groups and of their members. */
  readonly groupFields: GroupFields
  readonly keys: readonly AppKey[]
}

const DAY = 86_400_000

/** The administrator every app is born with. */
export const BUILT_IN = 'administrator'

export type AppStatus = 'enabled' | 'disabled' | 'expired' | 'arrears' | 'refunded'

type Life = Pick<App, 'disabled' | 'expiresAt' | 'billing' | 'billingSince' | 'plan'>

/** Whether an app works, and why not. */
export function appStatus(app: Life, now: number): AppStatus {
  if (app.disabled) return 'disabled'
  if (app.billing === 'refunded') return 'refunded'
  const stop = arrearsStop(app)
  if (stop !== undefined && stop <= now) return 'arrears'
  return app.expiresAt !== undefined && app.expiresAt <= now ? 'expired' : 'enabled'
}

/** When an app in arrears stops; undefined for one that is paid for. */
export function arrearsStop(
  app: Pick<App, 'billing' | 'billingSince' | 'plan'>,
): number | undefined {
  return app.billing === 'arrears' ? app.billingSince + app.plan.graceHours * 3_600_000 : undefined
}

/** Since when messages of an app are kept, in Unix milliseconds; 0 for all of them. */
export type HistoryStart = (appId: number) => Promise<number>

/** Since when messages are kept; what is older is read by nobody, and removed some time later. */
export function historyStart(
  { conf }: { readonly conf: Pick<AppConf, 'HistoryDays'> },
  now: number,
): number {
  return conf.HistoryDays === 0 ? 0 : Math.max(0, now - conf.HistoryDays * DAY)
}

/** The switch of each feature that has one. */
const switches: Readonly<Partial<Record<PlanFeature, (conf: AppConf) => boolean>>> = {
  userStatus: (conf) => conf.UserStatus,
  massPush: (conf) => conf.MassPush,
  messageExtensions: (conf) => conf.MessageExtension,
  follow: (conf) => conf.Follow,
  community: (conf) => conf.Community,
}

/** Whether the plan has a feature and the app has not switched it off. */
export function hasFeature(app: Pick<App, 'plan' | 'conf'>, feature: PlanFeature): boolean {
  // The plan may have been lowered after the switch was turned on.
  return app.plan.features.has(feature) && (switches[feature]?.(app.conf) ?? true)
}
