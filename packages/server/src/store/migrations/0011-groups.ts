import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { createTable } from './create-table.ts'
import { createMessageParts } from './group-message-parts.ts'
import type { ColumnKinds, Migration } from './migration.ts'

/** Groups with their members, and what belongs to both. */
export const groups: Migration = {
  number: 11,
  name: 'groups',
  async up(db, kind) {
    await createGroups(db, kind)
    await createMembers(db, kind)
    await createRestrictions(db, kind)
    await createExtras(db, kind)
    await createMessageParts(db, kind)
    await createCommunities(db, kind)
  },
}

async function createGroups(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'chat_group',
    {
      app_id: int,
      group_id: text,
      type: text,
      conversation: int,
      name: text,
      introduction: text,
      notification: text,
      face_url: text,
      owner: text,
      created_at: int,
      info_at: int,
      info_seq: int,
      max_members: int,
      members: int,
      apply_option: text,
      invite_option: text,
      mute_all: int,
      support_topic: int,
      enable_permission: int,
      default_permission: int,
      history_before_join: int,
      active: int,
      custom: text,
      last_seq: int,
      last_time: int,
      lift_seq: int,
      top_id: int,
      changed_at: int,
      read_floor: int,
      cleared_seq: int,
      attribute_seq: int,
      topics: int,
    },
    ['app_id', 'group_id'],
  )
  await db.schema
    .createIndex('chat_group_order')
    .unique()
    .on('chat_group')
    .columns(['app_id', 'conversation'])
    .execute()
  await db.schema
    .createIndex('chat_group_type')
    .on('chat_group')
    .columns(['app_id', 'type', 'conversation'])
    .execute()
  await db.schema
    .createIndex('chat_group_conversation')
    .on('chat_group')
    .columns(['conversation'])
    .execute()
  await createTable(
    db,
    'group_count',
    { app_id: int, type: text, count: int, day: int, grown: int },
    ['app_id', 'type'],
  )
  // What dissolved groups left is looked for again and again; there is little of it.
  await db.schema
    .createIndex('conversation_gone')
    .on('conversation')
    .columns(['id'])
    .where(sql.ref('kind'), '=', sql.lit('gone'))
    .execute()
  // Whose account is deleted owns no group any more.
  await db.schema
    .createIndex('chat_group_owner')
    .on('chat_group')
    .columns(['app_id', 'owner'])
    .where(sql.ref('owner'), '<>', sql.lit(''))
    .execute()
}

async function createMembers(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'group_member',
    {
      app_id: int,
      group_id: text,
      account: text,
      role: text,
      joined_at: int,
      read_seq: int,
      floor_seen: int,
      msg_flag: int,
      name_card: text,
      last_send_at: int,
      custom: text,
      marks: text,
      pinned_at: int,
      hidden_seq: int,
      cleared_seq: int,
      deletions: int,
    },
    ['app_id', 'group_id', 'account'],
  )
  await createTable(db, 'group_joined', { app_id: int, account: text, groups: int }, [
    'app_id',
    'account',
  ])
  const index = (name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(name)
      .on('group_member')
      .columns([...columns])
  await index('group_member_account', ['app_id', 'account', 'group_id']).execute()
  await index('group_member_order', ['app_id', 'group_id', 'joined_at', 'account']).execute()
  await index('group_member_role', ['app_id', 'group_id', 'role', 'joined_at', 'account'])
    .where(sql.ref('role'), '<>', sql.lit('Member'))
    .execute()
  await index('group_member_marked', ['app_id', 'group_id', 'account'])
    .where(sql.ref('marks'), '<>', sql.lit(''))
    .execute()
}

async function createRestrictions(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const place = { app_id: int, place: text, account: text, until: int }
  await createTable(db, 'group_mute', place, ['app_id', 'place', 'account'])
  await createAccountIndex(db, 'group_mute', 'account')
  await createTable(
    db,
    'group_ban',
    { app_id: int, group_id: text, account: text, until: int, description: text, created_at: int },
    ['app_id', 'group_id', 'account'],
  )
  await createAccountIndex(db, 'group_ban', 'account')
}

/** What an account has in groups of every kind is removed with it. */
async function createAccountIndex(
  db: Kysely<unknown>,
  table: string,
  column: string,
): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).columns(['app_id', column]).execute()
}

async function createExtras(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'group_attribute',
    { app_id: int, group_id: text, name: text, value: text, seq: int },
    ['app_id', 'group_id', 'name'],
  )
  await createTable(db, 'group_counter', { app_id: int, group_id: text, name: text, value: text }, [
    'app_id',
    'group_id',
    'name',
  ])
  await createTable(
    db,
    'group_application',
    {
      app_id: int,
      group_id: text,
      applicant: text,
      invitee: text,
      id: text,
      kind: int,
      created_at: int,
      message: text,
      handled_by: text,
      handled_at: int,
      agreed: int,
      answer: text,
    },
    ['app_id', 'group_id', 'applicant', 'invitee'],
  )
  await db.schema
    .createIndex('group_application_id')
    .unique()
    .on('group_application')
    .columns(['app_id', 'id'])
    .execute()
  await db.schema
    .createIndex('group_application_invitee')
    .on('group_application')
    .columns(['app_id', 'invitee', 'created_at'])
    .where(sql.ref('invitee'), '<>', sql.lit(''))
    .execute()
  await createAccountIndex(db, 'group_application', 'applicant')
  await createTable(db, 'group_application_read', { app_id: int, account: text, read_at: int }, [
    'app_id',
    'account',
  ])
}

async function createCommunities(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'topic',
    {
      app_id: int,
      group_id: text,
      topic_id: text,
      conversation: int,
      name: text,
      introduction: text,
      notification: text,
      face_url: text,
      custom: text,
      owner: text,
      created_at: int,
      mute_all: int,
      default_permission: int,
      last_seq: int,
      last_time: int,
      lift_seq: int,
      top_id: int,
      changed_at: int,
      read_floor: int,
    },
    ['app_id', 'group_id', 'topic_id'],
  )
  await db.schema
    .createIndex('topic_id')
    .unique()
    .on('topic')
    .columns(['app_id', 'topic_id'])
    .execute()
  await db.schema.createIndex('topic_conversation').on('topic').columns(['conversation']).execute()
  await createTable(
    db,
    'topic_member',
    {
      app_id: int,
      topic_id: text,
      account: text,
      read_seq: int,
      msg_flag: int,
      last_send_at: int,
      cleared_seq: int,
    },
    ['app_id', 'topic_id', 'account'],
  )
  await db.schema
    .createIndex('topic_member_discard')
    .on('topic_member')
    .columns(['app_id', 'topic_id', 'account'])
    .where(sql<boolean>`msg_flag = 2`)
    .execute()
  await createTable(
    db,
    'permission_group',
    {
      app_id: int,
      group_id: text,
      permission_group_id: text,
      name: text,
      permission: int,
      custom: text,
      members: int,
      created_at: int,
    },
    ['app_id', 'group_id', 'permission_group_id'],
  )
  await createTable(
    db,
    'permission_group_member',
    { app_id: int, group_id: text, permission_group_id: text, account: text },
    ['app_id', 'group_id', 'permission_group_id', 'account'],
  )
  await db.schema
    .createIndex('permission_group_member_account')
    .on('permission_group_member')
    .columns(['app_id', 'account', 'group_id'])
    .execute()
  await createTable(
    db,
    'permission_group_topic',
    { app_id: int, group_id: text, permission_group_id: text, topic_id: text, permission: int },
    ['app_id', 'group_id', 'permission_group_id', 'topic_id'],
  )
}
