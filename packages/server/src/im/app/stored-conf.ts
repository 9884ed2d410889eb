import type { AppConf, FriendField, UserField } from '@yanshu/protocol'
import { CloudError, MOST_CUSTOM_FIELDS } from '@yanshu/protocol'
import type { ConfChange } from './settings.ts'

/** What the settings column holds: the feature settings that were changed, and the custom fields. */
export interface StoredConf {
  readonly conf?: ConfChange
  readonly historyChangedAt?: number
  readonly userFields?: readonly UserField[]
  readonly friendFields?: readonly FriendField[]
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

/** @throws {CloudError} `ResourceInUse`, `LimitExceeded` at 20 fields. */
export function withField<Field extends { readonly Key: string }>(
  fields: readonly Field[],
  field: Field,
): readonly Field[] {
  if (fields.some(({ Key }) => Key === field.Key)) {
    throw new CloudError('ResourceInUse', `Key: a field is called ${field.Key} already`)
  }
  if (fields.length >= MOST_CUSTOM_FIELDS) {
    throw new CloudError('LimitExceeded', `at most ${MOST_CUSTOM_FIELDS} custom fields`)
  }
  return [...fields, field]
}
