/** A value under a name that the app defined. */
export interface CustomValue {
  readonly key: string
  readonly value: string
}

/** Custom fields as a row holds them: JSON, or nothing. */
export function customOf(stored: string): Readonly<Record<string, string>> {
  return stored === '' ? {} : (JSON.parse(stored) as Record<string, string>)
}

/** Custom fields with others set, or removed where the value is empty; as a row holds them. */
export function withCustom(stored: string, values: readonly CustomValue[]): string {
  const fields = new Map(Object.entries(customOf(stored)))
  for (const { key, value } of values) {
    if (value === '') fields.delete(key)
    else fields.set(key, value)
  }
  return fields.size === 0 ? '' : JSON.stringify(Object.fromEntries(fields))
}
