import { byteLength, ImError, pushErrors } from '@yanshu/protocol'
import type { PushCondition } from '@yanshu/protocol'
import type { Condition, Label, Target } from './push.ts'

const MOST_BYTES = 50
/** Tags in one part of a condition, and of one account in one call (添加用户标签). */
const MOST_TAGS = 10
/** Accounts in one call about tags or attributes. */
const MOST_ACCOUNTS = 100
/** Tags of one account. */
export const MOST_TAGS_OF_ACCOUNT = 100

/** One of the ten attributes of an app. */
export interface AttrName {
  readonly slot: number
  readonly name: string
  /** 0 for accounts, 1 for devices without a login. */
  readonly type: number
}

/** @throws {ImError} 90018. */
export function checkAccounts(accounts: readonly unknown[]): void {
  if (accounts.length > MOST_ACCOUNTS) throw new ImError(pushErrors.tooManyAccounts)
}

/** @throws {ImError} 90032, 90040, 90034. */
export function checkTags(tags: readonly string[]): void {
  if (tags.length > MOST_TAGS) throw new ImError(pushErrors.tooManyTags)
  for (const tag of tags) {
    if (tag === '') throw new ImError(pushErrors.emptyTag)
    if (!isShort(tag)) throw new ImError(pushErrors.tagTooLong)
  }
}

/** The slot of a name, `0` to `9`, and a name that fits. @throws {ImError} 90033, 90030. */
export function attrNameOf(slot: string, name: string): Pick<AttrName, 'slot' | 'name'> {
  if (!/^\d$/.test(slot)) throw new ImError(pushErrors.badAttr, slot.slice(0, 50))
  checkAttrText(name)
  return { slot: Number(slot), name }
}

/** Names that an app has after a change. @throws {ImError} 90033 where two slots share a name or a type changes. */
export function mergeNames(
  before: readonly AttrName[],
  change: readonly (Omit<AttrName, 'type'> & { readonly type: number | undefined })[],
): readonly AttrName[] {
  const bySlot = new Map(before.map((one) => [one.slot, one]))
  for (const { slot, name, type } of change) {
    const fixed = bySlot.get(slot)?.type
    if (fixed !== undefined && type !== undefined && type !== fixed) {
      throw new ImError(pushErrors.badAttr, `the account type of ${slot} is fixed`)
    }
    bySlot.set(slot, { slot, name, type: fixed ?? type ?? 0 })
  }
  const names = [...bySlot.values()]
  if (new Set(names.map(({ name }) => name)).size < names.length) {
    throw new ImError(pushErrors.badAttr, 'two attributes share a name')
  }
  return names
}

/** @throws {ImError} 90030 for what is no value or name of an attribute. */
export function checkAttrText(text: string): void {
  if (text === '' || !isShort(text)) throw new ImError(pushErrors.badAttrLength)
}

/** @throws {ImError} 90033 for a name that was not declared. */
export function slotOf(names: readonly AttrName[], name: string): AttrName {
  const found = names.find((one) => one.name === name)
  if (!found) throw new ImError(pushErrors.badAttr, name.slice(0, 50))
  return found
}

/** The label that a value of an attribute is. */
export function attrLabel(slot: number, value: string): Label {
  return `${slot}${value}`
}

/**
 * Whom a condition means; nothing, or one that asks for nothing, means everybody.
 *
 * @throws {ImError} 90039, 90022, 90032, 90040, 90020, 90033, 90030.
 */
export function targetOf(given: PushCondition | undefined, names: readonly AttrName[]): Target {
  const { TagsOr = [], TagsAnd = [], AttrsOr = {}, AttrsAnd = {} } = given ?? {}
  const attrs = [...Object.keys(AttrsOr), ...Object.keys(AttrsAnd)]
  if (attrs.length > 0 && TagsOr.length + TagsAnd.length > 0) {
    throw new ImError(pushErrors.attrsAndTags)
  }
  const condition: Condition =
    attrs.length > 0
      ? { by: 'attrs', or: labelsOf(AttrsOr, names), and: labelsOf(AttrsAnd, names) }
      : { by: 'tags', or: conditionTags(TagsOr), and: conditionTags(TagsAnd) }
  const labels = [...condition.or, ...condition.and]
  if (labels.length === 0) return { to: 'all' }
  if (condition.by === 'tags' && new Set(labels).size < labels.length) {
    throw new ImError(pushErrors.repeatedTag)
  }
  return { to: 'labelled', condition }
}

/** Whether an account with these labels is meant. */
export function fits({ or, and }: Condition, labels: ReadonlySet<Label>): boolean {
  const any = or.length === 0 || or.some((label) => labels.has(label))
  return any && and.every((label) => labels.has(label))
}

function conditionTags(tags: readonly string[]): readonly Label[] {
  if (tags.length > MOST_TAGS) throw new ImError(pushErrors.tooManyTags)
  for (const tag of tags) {
    if (tag === '') throw new ImError(pushErrors.emptyTag)
    if (!isShort(tag)) throw new ImError(pushErrors.conditionTagTooLong)
  }
  return tags
}

function labelsOf(
  attrs: Readonly<Record<string, string>>,
  names: readonly AttrName[],
): readonly Label[] {
  return Object.entries(attrs).map(([name, value]) => {
    checkAttrText(value)
    return attrLabel(slotOf(names, name).slot, value)
  })
}

function isShort(text: string): boolean {
  // PostgreSQL keeps no NUL in a text.
  return byteLength(text) <= MOST_BYTES && !text.includes('\0')
}
