import type { AccountItem, UserField } from '@yanshu/protocol'

/** The values of an account's custom fields, by the field's name after its prefix. */
export type CustomValues = Readonly<Record<string, string | number | undefined>>

/** The fields an operator sees: those that administrators read or write. */
export function visibleFields(fields: readonly UserField[]): readonly UserField[] {
  return fields.filter(({ AdminRead, AdminWrite }) => AdminRead || AdminWrite)
}

export function customValues({ CustomFields = [] }: AccountItem): CustomValues {
  return Object.fromEntries(CustomFields.map(({ Key, Value }) => [Key, Value]))
}

/** What differs from the account as it was shown; a number that was cleared becomes 0. */
export function changedCustomFields(
  before: CustomValues,
  typed: CustomValues,
  fields: readonly UserField[],
): Exclude<AccountItem['CustomFields'], undefined> {
  return fields.flatMap(({ Key, Type, AdminWrite }) => {
    const value = typed[Key] ?? ''
    if (!AdminWrite || String(value) === String(before[Key] ?? '')) return []
    return [{ Key, Value: Type === 'uint64' ? Number(value) : String(value) }]
  })
}
