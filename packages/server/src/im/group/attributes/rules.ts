import { byteLength, groupErrors as errors, groupLimits, ImError } from '@yanshu/protocol'

/** The attributes of a group: values by key. */
export type Attributes = ReadonlyMap<string, string>

/** What becomes of the attributes of a group. */
export type AttributeChange =
  /** These alone are left. */
  | { readonly kind: 'replace'; readonly attributes: Attributes }
  | { readonly kind: 'set'; readonly attributes: Attributes }
  | { readonly kind: 'delete'; readonly keys: readonly string[] }
  | { readonly kind: 'clear' }

/**
 * Refuses keys and values that are too long, and more of them than a group may have.
 *
 * @throws {ImError} 10045, 10046, 10047, 10048.
 */
export function checkAttributes(attributes: Attributes): void {
  let total = 0
  for (const [key, value] of attributes) {
    checkAttributeKey(key)
    const bytes = byteLength(value)
    if (bytes > groupLimits.attributeValueBytes) throw new ImError(errors.attributeValue, key)
    total += bytes
  }
  if (attributes.size > groupLimits.attributes) throw new ImError(errors.attributeCount)
  if (total > groupLimits.attributeTotalBytes) throw new ImError(errors.attributeTotal)
}

/** @throws {ImError} 10045. */
export function checkAttributeKey(key: string): void {
  if (key === '' || byteLength(key) > groupLimits.attributeKeyBytes) {
    throw new ImError(errors.attributeKey, key.slice(0, groupLimits.attributeKeyBytes))
  }
}

/**
 * The attributes after a change.
 *
 * @throws {ImError} 10045 to 10048, and 10050 where a key that is to be deleted is not there.
 */
export function applyChange(current: Attributes, change: AttributeChange): Attributes {
  if (change.kind === 'clear') return new Map()
  if (change.kind === 'delete') return without(current, change.keys)
  const next =
    change.kind === 'replace' ? change.attributes : new Map([...current, ...change.attributes])
  checkAttributes(next)
  return next
}

function without(current: Attributes, keys: readonly string[]): Attributes {
  keys.forEach(checkAttributeKey)
  const missing = keys.find((key) => !current.has(key))
  if (missing !== undefined) throw new ImError(errors.attributeUnknown, missing)
  const next = new Map(current)
  for (const key of keys) next.delete(key)
  return next
}

/** What is to be written and deleted to come from one state to another. */
export interface AttributeDifference {
  readonly set: Attributes
  readonly deleted: readonly string[]
}

/** Undefined where both are the same. */
export function differenceOf(
  current: Attributes,
  next: Attributes,
): AttributeDifference | undefined {
  const set = new Map([...next].filter(([key, value]) => current.get(key) !== value))
  const deleted = [...current.keys()].filter((key) => !next.has(key))
  return set.size + deleted.length === 0 ? undefined : { set, deleted }
}
