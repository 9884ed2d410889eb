import { byteLength } from '@yanshu/protocol'
import type { createPushTask, PushTaskItem } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'

/** What the dialog asks for. */
export interface PushForm {
  readonly text: string
  readonly sender?: string
  readonly target: 'all' | 'tags' | 'attrs'
  readonly tagsOr?: readonly string[]
  readonly tagsAnd?: readonly string[]
  readonly match: 'any' | 'every'
  readonly attrs?: readonly { readonly name?: string; readonly value?: string }[]
  readonly delivery: 'stored' | 'online'
  readonly keep: keyof typeof keepSeconds
}

export const keepSeconds = {
  none: 0,
  hour: 3600,
  day: 86_400,
  threeDays: 259_200,
  week: 604_800,
} as const

export const emptyForm: PushForm = {
  text: '',
  target: 'all',
  match: 'every',
  attrs: [{}],
  delivery: 'stored',
  keep: 'day',
}

/** The request for what was filled in. */
export function pushParams(appId: number, form: PushForm): ActionParams<typeof createPushTask> {
  const isOnline = form.delivery === 'online'
  const sender = form.sender?.trim() ?? ''
  return {
    SDKAppID: appId,
    Text: form.text.trim(),
    ...(sender === '' ? {} : { FromAccount: sender }),
    ...conditionOf(form),
    ...(isOnline ? { OnlineOnly: true, KeepSeconds: keepSeconds[form.keep] } : {}),
  }
}

function conditionOf({ target, tagsOr = [], tagsAnd = [], match, attrs = [] }: PushForm) {
  if (target === 'all') return {}
  if (target === 'tags') {
    return { Condition: { TagsOr: [...tagsOr], TagsAnd: [...tagsAnd] } }
  }
  const values = Object.fromEntries(attrs.map(({ name = '', value = '' }) => [name, value.trim()]))
  return { Condition: match === 'any' ? { AttrsOr: values } : { AttrsAnd: values } }
}

export type TagFault = 'tagsMissing' | 'tagTooMany' | 'tagTooLong' | 'tagRepeated'

/** What is wrong with the tags of a condition. */
export function tagFault(
  tagsOr: readonly string[] = [],
  tagsAnd: readonly string[] = [],
): TagFault | undefined {
  const all = [...tagsOr, ...tagsAnd]
  if (all.length === 0) return 'tagsMissing'
  if (tagsOr.length > 10 || tagsAnd.length > 10) return 'tagTooMany'
  if (all.some((tag) => byteLength(tag) > 50)) return 'tagTooLong'
  return new Set(all).size < all.length ? 'tagRepeated' : undefined
}

/** Whether a task is still at work, so that it is worth asking again. */
export function isRunning({ Status }: Pick<PushTaskItem, 'Status'>): boolean {
  return Status === 'counting' || Status === 'sending'
}

/** How much of a push is done; undefined where nobody knows yet. */
export function percentOf({
  Status,
  Sent,
  Targets,
}: Pick<PushTaskItem, 'Status' | 'Sent' | 'Targets'>): number | undefined {
  if (Status === 'counting') return undefined
  if (Status === 'done') return 100
  if (Targets === 0) return 0
  // Accounts may have come since the push began.
  return Math.min(99, Math.floor((Sent / Targets) * 100))
}
