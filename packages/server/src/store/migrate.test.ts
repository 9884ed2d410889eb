import { describe, expect, test } from 'bun:test'
import type { Kysely } from 'kysely'
import { Kysely as Database, sql } from 'kysely'
import { createTestDatabase, sharedPostgres } from '../testing/postgres.ts'
import { migrate } from './migrate.ts'
import type { DialectName, Migration } from './migrations/migration.ts'
import { migrations } from './migrations/table.ts'
import { openPostgres } from './postgres/postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import { openSqliteInMemory } from './sqlite/sqlite-database.ts'

interface Empty {
  readonly dialect: DialectName
  /** Connections to one database without a table, as many as asked for. */
  open(count: number): Promise<readonly Kysely<Schema>[]>
}

const sqlite: Empty = {
  dialect: 'sqlite',
  async open(count) {
    const db = new Database<Schema>({ dialect: sqliteDialect(openSqliteInMemory()) })
    return Array.from({ length: count }, () => db)
  },
}

const postgres: Empty = {
  dialect: 'postgres',
  async open(count) {
    const url = await createTestDatabase()
    if (url === undefined) throw new Error('PostgreSQL is not there')
    return Array.from({ length: count }, () => openPostgres(url, 2))
  },
}

const all = (await sharedPostgres()) === undefined ? [sqlite] : [sqlite, postgres]
const everyNumber = migrations.map(({ number }) => number)

describe.each(all)('migrations on $dialect', ({ dialect, open }) => {
  async function only(): Promise<Kysely<Schema>> {
    const [db] = await open(1)
    if (!db) throw new Error('no database')
    return db
  }
  const applied = async (db: Kysely<Schema>) => {
    const { rows } = await sql<{ number: number }>`
      select number from schema_migration order by number`.execute(db)
    return rows.map(({ number }) => number)
  }

  test('the first run applies every step, the second none', async () => {
    const db = await only()

    const first = await migrate(db, dialect)
    const second = await migrate(db, dialect)

    expect(first).toEqual(everyNumber)
    expect(second).toEqual([])
    expect(await applied(db)).toEqual(everyNumber)
    await db.destroy()
  })

  test('two that start at once apply every step once', async () => {
    const [one, two] = await open(2)
    if (!one || !two) throw new Error('no database')

    const done = await Promise.all([migrate(one, dialect), migrate(two, dialect)])

    expect(done.flat().toSorted((a, b) => a - b)).toEqual(everyNumber)
    expect(await applied(one)).toEqual(everyNumber)
    await Promise.all([one.destroy(), two.destroy()])
  })

  test('a database of a newer version is refused and stays as it is', async () => {
    const db = await only()
    await migrate(db, dialect)
    await sql`insert into schema_migration (number, name, applied_at)
      values (999, 'from the future', 0)`.execute(db)

    await expect(migrate(db, dialect)).rejects.toThrow('does not know: 999')
    expect(await applied(db)).toEqual([...everyNumber, 999])
    await db.destroy()
  })

  test('a step that fails leaves nothing of the run behind', async () => {
    const db = await only()
    const broken: Migration = {
      number: 998,
      name: 'broken',
      async up(trx) {
        await trx.schema.createTable('half_made').addColumn('id', 'integer').execute()
        throw new Error('the step failed')
      },
    }

    await expect(migrate(db, dialect, [...migrations, broken])).rejects.toThrow('the step failed')
    const mended = await migrate(db, dialect)

    expect(mended).toEqual(everyNumber)
    await expect(sql`select * from half_made`.execute(db)).rejects.toThrow()
    await db.destroy()
  })

  test('a later step is applied to a database that has the earlier ones', async () => {
    const db = await only()
    await migrate(db, dialect)
    const next: Migration = {
      number: 997,
      name: 'next',
      up: async (trx) => trx.schema.createTable('fresh').addColumn('id', 'integer').execute(),
    }

    expect(await migrate(db, dialect, [...migrations, next])).toEqual([997])
    await sql`select * from fresh`.execute(db)
    await db.destroy()
  })

  test('audit rows of before tell whose they are, which app they are about, and what came of them', async () => {
    const db = await only()
    const before = migrations.filter(({ number }) => number < 12)
    await migrate(db, dialect, before)
    await sql`insert into platform (name, value) values ('root', '100000000001')`.execute(db)
    const app = 'qcs::im::uin/100000000001:sdkappid/'
    const rows = [
      [`${app}1400000001`, 'OK'],
      [`${app}*`, 'ResourceNotFound.App'],
      ['*', 'UnauthorizedOperation'],
    ] as const
    for (const [resource, code] of rows) {
      await sql`insert into audit
        (time, uin, user_name, action, resource, source_ip, request_id, code, body)
        values (1, '1', 'root', 'im:X', ${resource}, '', '', ${code}, '')`.execute(db)
    }

    await migrate(db, dialect)

    const found = await db.selectFrom('audit').selectAll().orderBy('id').execute()
    expect(found.map((row) => [row.owner_uin, Number(row.app_id), row.result, row.door])).toEqual([
      ['100000000001', 1_400_000_001, 'ok', ''],
      ['100000000001', 0, 'failed', ''],
      ['100000000001', 0, 'denied', ''],
    ])
    await db.destroy()
  })
})

test('the steps are numbered in their order, each number once', () => {
  expect(everyNumber).toEqual([...new Set(everyNumber)].toSorted((a, b) => a - b))
})
