import type { CustomField, FieldLevel, GroupRole, GroupType } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupFields } from '../app/service.ts'
import { mayUseGroupField } from '../app/service.ts'

/** Values of custom fields by name, as rows of groups and members keep them. */
export type Custom = Readonly<Record<string, string>>

/** What a row holds; '' is nothing. */
export function parseCustom(text: string): Custom {
  return text === '' ? {} : (JSON.parse(text) as Custom)
}

/** As a row holds it. In JSON a NUL is an escape, so every storage takes every value. */
export function formatCustom(custom: Custom): string {
  return Object.keys(custom).length === 0 ? '' : JSON.stringify(custom)
}

/** What there is after a change; an empty value takes a field away. */
export function changeCustom(custom: Custom, changes: readonly CustomField[]): Custom {
  const after = new Map(Object.entries(custom))
  for (const { key, value } of changes) {
    if (value === '') after.delete(key)
    else after.set(key, value)
  }
  return Object.fromEntries(after)
}

/** The level of a member for the rights to fields; who is no member is anyone. */
export function levelOf(role: GroupRole | undefined): FieldLevel {
  return role ?? 'Anyone'
}

/** The fields of groups of a type that somebody of a level reads. */
export function readableCustom(
  fields: GroupFields,
  type: GroupType,
  custom: Custom,
  level: FieldLevel,
): readonly CustomField[] {
  return Object.entries(custom)
    .filter(([key]) => mayUseGroupField(fields.group.get(key), type, 'Read', level))
    .map(([key, value]) => ({ key, value }))
}

/**
 * Refuses fields of a group that its type does not have, or that somebody of a level does not write.
 *
 * @throws {ImError} 10004, 10007.
 */
export function checkGroupCustom(
  fields: GroupFields,
  type: GroupType,
  changes: readonly CustomField[],
  level: FieldLevel,
): void {
  for (const { key } of changes) {
    const field = fields.group.get(key)
    // An administrator of the app writes whatever there is.
    if (!mayUseGroupField(field, type, 'Write', 'AppAdmin')) {
      throw new ImError(groupErrors.badParameter, `${type} groups have no field ${key}`)
    }
    if (!mayUseGroupField(field, type, 'Write', level)) {
      throw new ImError(groupErrors.noPermission, key)
    }
  }
}
