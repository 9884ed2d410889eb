import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

/** Media files and the message archive. */
export const files: Migration = {
  number: 9,
  name: 'files',
  async up(db, kind) {
    await createFiles(db, kind)
    await createArchive(db, kind)
  },
}

async function createFiles(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('file')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('size', int, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('ready', int, (column) => column.notNull().defaultTo(0))
    .addColumn('banned', int, (column) => column.notNull().defaultTo(0))
    .addColumn('width', int, (column) => column.notNull().defaultTo(0))
    .addColumn('height', int, (column) => column.notNull().defaultTo(0))
    .addColumn('large_size', int, (column) => column.notNull().defaultTo(0))
    .addColumn('thumbnail_size', int, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('file_pk', ['app_id', 'id'])
    .execute()
  await db.schema.createIndex('file_oldest').on('file').columns(['app_id', 'created_at']).execute()
  await db.schema
    .createIndex('file_arriving')
    .on('file')
    .columns(['created_at'])
    .where(sql.ref('ready'), '=', sql.lit(0))
    .execute()
}

async function createArchive(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('archive_hour')
    .addColumn('hour', int, (column) => column.primaryKey())
    .addColumn('log_id', int, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('archive_file')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('hour', int, (column) => column.notNull())
    .addColumn('size', int, (column) => column.notNull())
    .addColumn('md5', text, (column) => column.notNull())
    .addColumn('gzip_size', int, (column) => column.notNull())
    .addColumn('gzip_md5', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('archive_file_pk', ['app_id', 'kind', 'hour'])
    .execute()
  await db.schema.createIndex('archive_file_oldest').on('archive_file').columns(['hour']).execute()
}
