import type { Kysely } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

export const access: Migration = {
  number: 2,
  name: 'access',
  up: async (db, kind) => {
    await createPlatform(db, kind)
    await createUsers(db, kind)
    await createTags(db, kind)
    await createAudit(db, kind)
  },
}

async function createPlatform(db: Kysely<unknown>, { text }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('platform')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute()
}

async function createUsers(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('cam_user')
    .addColumn('uin', text, (column) => column.primaryKey())
    .addColumn('owner_uin', text, (column) => column.notNull())
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addUniqueConstraint('cam_user_name', ['name'])
    .execute()
  await db.schema
    .createTable('access_key')
    .addColumn('secret_id', text, (column) => column.primaryKey())
    .addColumn('uin', text, (column) => column.notNull())
    .addColumn('slot', int, (column) => column.notNull())
    .addColumn('secret', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('description', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addUniqueConstraint('access_key_slot', ['uin', 'slot'])
    .execute()
  await db.schema
    .createTable('console_session')
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('uin', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('seen_at', int, (column) => column.notNull())
    .execute()
}

async function createTags(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('tag')
    .addColumn('owner_uin', text, (column) => column.notNull())
    .addColumn('tag_key', text, (column) => column.notNull())
    .addColumn('tag_value', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('tag_pk', ['owner_uin', 'tag_key', 'tag_value'])
    .execute()
}

async function createAudit(db: Kysely<unknown>, { text, int, serial }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', serial, (column) => column.primaryKey())
    .addColumn('time', int, (column) => column.notNull())
    .addColumn('uin', text, (column) => column.notNull())
    .addColumn('user_name', text, (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('resource', text, (column) => column.notNull())
    .addColumn('source_ip', text, (column) => column.notNull())
    .addColumn('request_id', text, (column) => column.notNull())
    .addColumn('code', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('audit_time').on('audit').columns(['time', 'id']).execute()
}
