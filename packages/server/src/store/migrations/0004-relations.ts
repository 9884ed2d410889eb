import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

/** Friends, friend groups, requests, blocklists, and who follows whom. */
export const relations: Migration = {
  number: 4,
  name: 'relations',
  up: async (db, kind) => {
    await createHeads(db, kind)
    await createFriends(db, kind)
    await createApplications(db, kind)
    await createBlocklists(db, kind)
    await createFollow(db, kind)
  },
}

async function createHeads(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const counters = [
    'friend_count',
    'friend_seq',
    'custom_seq',
    'removed_seq',
    'group_count',
    'group_seq',
    'block_count',
    'block_seq',
    'application_count',
    'application_read_at',
  ]
  let table = db.schema
    .createTable('relation_head')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
  for (const counter of counters) {
    table = table.addColumn(counter, int, (column) => column.notNull().defaultTo(0))
  }
  await table.addPrimaryKeyConstraint('relation_head_pk', ['app_id', 'user_id']).execute()
}

async function createFriends(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('friend')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('friend', text, (column) => column.notNull())
    .addColumn('remark', text, (column) => column.notNull())
    .addColumn('remark_at', int, (column) => column.notNull())
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('wording', text, (column) => column.notNull())
    .addColumn('groups', text, (column) => column.notNull())
    .addColumn('custom', text, (column) => column.notNull())
    .addColumn('added_at', int, (column) => column.notNull())
    .addColumn('version', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('friend_pk', ['app_id', 'owner', 'friend'])
    .execute()
  await db.schema
    .createIndex('friend_version')
    .on('friend')
    .columns(['app_id', 'owner', 'version'])
    .execute()
  await db.schema
    .createIndex('friend_holders')
    .on('friend')
    .columns(['app_id', 'friend', 'owner'])
    .execute()
  await db.schema
    .createIndex('friend_grouped')
    .on('friend')
    .columns(['app_id', 'owner', 'friend'])
    .where(sql.ref('groups'), '<>', sql.lit('[]'))
    .execute()
  await db.schema
    .createTable('friend_group')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('friend_group_pk', ['app_id', 'owner', 'name'])
    .execute()
}

async function createApplications(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('friend_application')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('receiver', text, (column) => column.notNull())
    .addColumn('sender', text, (column) => column.notNull())
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('wording', text, (column) => column.notNull())
    .addColumn('remark', text, (column) => column.notNull())
    .addColumn('group_name', text, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('friend_application_pk', ['app_id', 'receiver', 'sender'])
    .execute()
  await db.schema
    .createIndex('friend_application_received')
    .on('friend_application')
    .columns(['app_id', 'receiver', 'time', 'sender'])
    .execute()
  await db.schema
    .createIndex('friend_application_sent')
    .on('friend_application')
    .columns(['app_id', 'sender', 'time', 'receiver'])
    .execute()
}

async function createBlocklists(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('blocked')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('blocked', text, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addColumn('version', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('blocked_pk', ['app_id', 'owner', 'blocked'])
    .execute()
  await db.schema
    .createIndex('blocked_version')
    .on('blocked')
    .columns(['app_id', 'owner', 'version'])
    .execute()
  await db.schema
    .createIndex('blocked_holders')
    .on('blocked')
    .columns(['app_id', 'blocked', 'owner'])
    .execute()
}

async function createFollow(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('follow')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('follower', text, (column) => column.notNull())
    .addColumn('followee', text, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addColumn('mutual', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('follow_pk', ['app_id', 'follower', 'followee'])
    .execute()
  await db.schema
    .createIndex('follow_following')
    .on('follow')
    .columns(['app_id', 'follower', 'time', 'followee'])
    .execute()
  await db.schema
    .createIndex('follow_followers')
    .on('follow')
    .columns(['app_id', 'followee', 'time', 'follower'])
    .execute()
  await db.schema
    .createIndex('follow_mutual')
    .on('follow')
    .columns(['app_id', 'follower', 'time', 'followee'])
    .where(sql.ref('mutual'), '=', sql.lit(1))
    .execute()
  await db.schema
    .createTable('follow_count')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('followers', int, (column) => column.notNull().defaultTo(0))
    .addColumn('following', int, (column) => column.notNull().defaultTo(0))
    .addColumn('mutual', int, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('follow_count_pk', ['app_id', 'user_id'])
    .execute()
}
