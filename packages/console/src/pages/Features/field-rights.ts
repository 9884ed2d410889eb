import type { FieldRights } from '@yanshu/protocol'

/** The rights of a field, in the order they are shown. Source: 用户自定义字段. */
export const fieldRightNames = [
  'AppRead',
  'AppWrite',
  'AdminRead',
  'AdminWrite',
] as const satisfies readonly (keyof FieldRights)[]

/** What a new field starts with. */
export const firstRights: FieldRights = {
  AppRead: true,
  AppWrite: false,
  AdminRead: true,
  AdminWrite: true,
}

/** The kind of right that nobody would have; at least one of each is needed. */
export function missingRight(rights: Partial<FieldRights>): 'read' | 'write' | undefined {
  if (!rights.AppRead && !rights.AdminRead) return 'read'
  return !rights.AppWrite && !rights.AdminWrite ? 'write' : undefined
}
