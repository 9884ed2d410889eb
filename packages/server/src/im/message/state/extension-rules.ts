import { messageExtensionErrors as errors } from '@yanshu/protocol'

/** Keys of one message (消息扩展). */
export const MOST_KEYS = 300

export interface Extension {
  readonly key: string
  readonly value: string
  readonly seq: number
}

export interface ExtensionChange {
  readonly operate: 'set' | 'delete' | 'clear'
  readonly items: readonly Extension[]
  /** Whether a key must still have the seq that the caller saw; administrators overwrite. */
  readonly checked: boolean
}

export interface ExtensionPlan {
  /** One for each item; `code` is 0 where it was done. */
  readonly results: readonly (Extension & { readonly code: number })[]
  readonly set: readonly Extension[]
  readonly deleted: readonly string[]
  /** The seq of the newest change after this one. */
  readonly latest: number
}

/** Works out what a change does to the extensions that a message has. */
export function planChange(
  current: readonly Extension[],
  latest: number,
  { operate, items, checked }: ExtensionChange,
): ExtensionPlan {
  const now = new Map(current.map((one) => [one.key, one]))
  if (operate === 'clear') {
    const deleted = [...now.keys()]
    return { results: [], set: [], deleted, latest: deleted.length > 0 ? latest + 1 : latest }
  }
  let seq = latest
  const set = new Map<string, Extension>()
  const deleted = new Set<string>()
  const results = items.map((item) => {
    const known = now.get(item.key)
    const code = refusalOf(operate, item, known, checked, now.size)
    if (code !== 0) return { code, ...(known ?? { key: item.key, value: '', seq: 0 }) }
    seq += 1
    const done = { ...item, seq }
    if (operate === 'set') {
      now.set(item.key, done)
      set.set(item.key, done)
    } else {
      now.delete(item.key)
      deleted.add(item.key)
    }
    return { code, ...done }
  })
  return { results, set: [...set.values()], deleted: [...deleted], latest: seq }
}

function refusalOf(
  operate: 'set' | 'delete',
  item: Extension,
  known: Extension | undefined,
  checked: boolean,
  keys: number,
): number {
  if (operate === 'delete' && !known) return errors.notFound.code
  if (checked && (known?.seq ?? 0) !== item.seq) return errors.conflict.code
  if (operate === 'set' && !known && keys >= MOST_KEYS) return errors.badParameter.code
  return 0
}
