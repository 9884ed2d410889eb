import type { ColumnDataType, Kysely } from 'kysely'
import type { sql } from 'kysely'

type Kind = ReturnType<typeof sql> | ColumnDataType

/** A table whose columns hold something always; numbers without a value are 0, texts empty. */
export async function createTable(
  db: Kysely<unknown>,
  name: string,
  columns: Readonly<Record<string, Kind>>,
  key: readonly string[],
): Promise<void> {
  let table = db.schema.createTable(name)
  for (const [column, kind] of Object.entries(columns)) {
    const isKey = key.includes(column)
    const empty = typeof kind === 'string' ? 0 : ''
    table = table.addColumn(column, kind, (made) =>
      isKey ? made.notNull() : made.notNull().defaultTo(empty),
    )
  }
  await table.addPrimaryKeyConstraint(`${name}_pk`, [...key] as never).execute()
}
