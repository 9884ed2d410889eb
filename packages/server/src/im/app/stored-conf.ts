import type {
  AppConf,
  FriendField,
  GroupField,
  GroupMemberField,
  UserField,
} from '@yanshu/protocol'
import type { DelayedConf } from './delayed-conf.ts'
import type { ConfChange } from './settings.ts'

/** What the settings column holds: the feature settings that were changed, and the custom fields. */
export interface StoredConf {
  readonly conf?: ConfChange
  /** What works instead of changed settings until their time. */
  readonly delayed?: DelayedConf
  readonly historyChangedAt?: number
  readonly userFields?: readonly UserField[]
  readonly friendFields?: readonly FriendField[]
  readonly groupFields?: readonly GroupField[]
  readonly memberFields?: readonly GroupMemberField[]
}

export function parseConf(text: string): StoredConf {
  return JSON.parse(text) as StoredConf
}

/**
 * The settings to keep after a change: those that were ever changed, as they are now. What nobody
 * touched follows the defaults of the plan.
 */
export function withChange(stored: ConfChange, change: ConfChange, conf: AppConf): ConfChange {
  const touched = Object.entries(change).filter(([, value]) => value !== undefined)
  const names = new Set([...Object.keys(stored), ...touched.map(([name]) => name)])
  const entries = [...names].map((name) => [name, conf[name as keyof AppConf]])
  return Object.fromEntries(entries) as ConfChange
}
