import type { FriendField, GroupField, GroupMemberField, UserField } from '@yanshu/protocol'
import {
  CloudError,
  MOST_CUSTOM_FIELDS,
  MOST_GROUP_FIELDS,
  MOST_MEMBER_FIELDS,
} from '@yanshu/protocol'
import type { StoredConf } from './stored-conf.ts'

interface Named {
  readonly Key: string
}

/** A change of the custom fields of an app. */
export type FieldChange = (stored: StoredConf) => StoredConf

/** @throws {CloudError} `ResourceInUse`, `LimitExceeded` at 20 fields. */
export function withUserField(field: UserField): FieldChange {
  return (stored) => ({
    ...stored,
    userFields: withNew(stored.userFields, field, MOST_CUSTOM_FIELDS),
  })
}

/** Changes who reads and writes a field. @throws {CloudError} `ResourceNotFound`. */
export function withUserFieldRights(change: Omit<UserField, 'Type'>): FieldChange {
  return (stored) => ({
    ...stored,
    userFields: withChanged(stored.userFields, change.Key, (field) => ({ ...field, ...change })),
  })
}

/** @throws {CloudError} `ResourceInUse`, `LimitExceeded` at 20 fields. */
export function withFriendField(field: FriendField): FieldChange {
  return (stored) => ({
    ...stored,
    friendFields: withNew(stored.friendFields, field, MOST_CUSTOM_FIELDS),
  })
}

/** @throws {CloudError} `ResourceInUse` for a name of either kind, `LimitExceeded` at 10 fields. */
export function withGroupField(field: GroupField): FieldChange {
  return (stored) => {
    checkFree(stored.memberFields, field.Key)
    return { ...stored, groupFields: withNew(stored.groupFields, field, MOST_GROUP_FIELDS) }
  }
}

/** Changes rights and adds types. @throws {CloudError} `ResourceNotFound`. */
export function withGroupFieldTypes({ Key, Types }: GroupField): FieldChange {
  return (stored) => ({
    ...stored,
    groupFields: withChanged(stored.groupFields, Key, (field) => withTypes(field, Types)),
  })
}

/** @throws {CloudError} `ResourceInUse` for a name of either kind, `LimitExceeded` at 5 fields. */
export function withMemberField(field: GroupMemberField): FieldChange {
  return (stored) => {
    checkFree(stored.groupFields, field.Key)
    return { ...stored, memberFields: withNew(stored.memberFields, field, MOST_MEMBER_FIELDS) }
  }
}

/** Changes rights and adds types. @throws {CloudError} `ResourceNotFound`. */
export function withMemberFieldTypes({ Key, Types }: GroupMemberField): FieldChange {
  return (stored) => ({
    ...stored,
    memberFields: withChanged(stored.memberFields, Key, (field) => withTypes(field, Types)),
  })
}

function withNew<Field extends Named>(
  fields: readonly Field[] | undefined,
  field: Field,
  most: number,
): readonly Field[] {
  checkFree(fields, field.Key)
  const count = fields?.length ?? 0
  if (count >= most) throw new CloudError('LimitExceeded', `at most ${most} custom fields`)
  return [...(fields ?? []), field]
}

function checkFree(fields: readonly Named[] | undefined, key: string): void {
  if (fields?.some(({ Key }) => Key === key)) {
    throw new CloudError('ResourceInUse', `Key: a field is called ${key} already`)
  }
}

function withChanged<Field extends Named>(
  fields: readonly Field[] | undefined,
  key: string,
  change: (field: Field) => Field,
): readonly Field[] {
  if (!fields?.some(({ Key }) => Key === key)) {
    throw new CloudError('ResourceNotFound', `Key: no field is called ${key}`)
  }
  return fields.map((field) => (field.Key === key ? change(field) : field))
}

interface Typed<One extends { readonly Type: string }> extends Named {
  readonly Types: One[]
}

/** What a type had is replaced; types that are not named stay, because values may be there. */
function withTypes<One extends { readonly Type: string }, Field extends Typed<One>>(
  field: Field,
  types: readonly One[],
): Field {
  const known = new Set(field.Types.map(({ Type }) => Type))
  const changed = field.Types.map((one) => types.find(({ Type }) => Type === one.Type) ?? one)
  return { ...field, Types: [...changed, ...types.filter(({ Type }) => !known.has(Type))] }
}
