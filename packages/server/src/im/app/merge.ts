/** The changes of one call: what is absent stays, at every depth; a list is replaced as a whole. */
export type Changes<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Name in keyof Value]?: Changes<Value[Name]> | undefined }
    : Value

/** A value with changes made to it. */
export function merged<Value extends object>(
  value: Value,
  changes: Changes<NoInfer<Value>>,
): Value {
  const given = Object.entries(changes).filter(([, change]) => change !== undefined)
  const mixed = given.map(([name, change]) => {
    const before: unknown = value[name as keyof Value]
    return [name, isGroup(before) && isGroup(change) ? merged(before, change) : change]
  })
  return { ...value, ...(Object.fromEntries(mixed) as Partial<Value>) }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
