import type { GroupFieldType, MemberFieldType } from '@yanshu/protocol'

/** What a field allows in one type of groups. */
export type TypeRights = GroupFieldType | MemberFieldType

/** A custom field of groups, or of their members. */
export interface TypedField<Rights extends TypeRights> {
  readonly Key: string
  readonly Types: Rights[]
}

export interface FieldForm<Rights extends TypeRights> extends TypedField<Rights> {
  /** Whether it is understood that nothing of the field can be taken back. */
  readonly agreed: boolean
}

/** One line of the table: the first line of a field spans all of its lines. */
export interface FieldLine<Rights extends TypeRights> {
  readonly field: TypedField<Rights>
  readonly rights: Rights
  /** Lines that name and actions span; 0 where a line above spans this one. */
  readonly span: number
}

export function linesOf<Rights extends TypeRights>(
  fields: readonly TypedField<Rights>[],
): FieldLine<Rights>[] {
  return fields.flatMap((field) =>
    field.Types.map((rights, at) => ({ field, rights, span: at === 0 ? field.Types.length : 0 })),
  )
}

/** The types that a form has not named yet. */
export function freeTypes<Type extends string>(
  types: readonly Type[],
  rows: readonly ({ readonly Type: Type } | undefined)[],
): Type[] {
  const taken = new Set(rows.map((row) => row?.Type))
  return types.filter((type) => !taken.has(type))
}
