import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { createTable } from './create-table.ts'
import type { ColumnKinds, Migration } from './migration.ts'

/** Sub-users, their groups, policies and tags, and an audit trail that tells before and after. */
export const accessManagement: Migration = {
  number: 12,
  name: 'access-management',
  async up(db, kind) {
    await createNumbers(db, kind)
    await growUsers(db, kind)
    await growKeys(db, kind)
    await createGroups(db, kind)
    await createPolicies(db, kind)
    await createRules(db, kind)
    await growTags(db, kind)
    await createTagBindings(db, kind)
    await growAudit(db, kind)
  },
}

/**
 * The last number given out of each kind. The first ones are far from each other, so that an id pasted
 * in the wrong place does not happen to exist.
 */
const firstNumbers = {
  uin: 100_000_000_001,
  uid: 1_000_000,
  group: 200_000,
  policy: 300_000,
} as const

async function createNumbers(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(db, 'cam_number', { kind: text, last: int }, ['kind'])
  for (const [kind, last] of Object.entries(firstNumbers)) {
    await sql`insert into cam_number (kind, last) values (${kind}, ${last})`.execute(db)
  }
}

async function growUsers(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const texts = ['remark', 'phone', 'country_code', 'email', 'last_login_ip']
  const numbers = ['uid', 'need_reset', 'last_login_at', 'password_at', 'boundary_policy']
  for (const column of texts) await addColumn(db, 'cam_user', column, text, '')
  for (const column of numbers) await addColumn(db, 'cam_user', column, int, 0)
  // Who there is today signs in to the console.
  await addColumn(db, 'cam_user', 'console_login', int, 1)
  await sql`update cam_user set password_at = created_at`.execute(db)
  await db.schema
    .createIndex('cam_user_owner')
    .on('cam_user')
    .columns(['owner_uin', 'uin'])
    .execute()
  await addColumn(db, 'console_session', 'must_change', int, 0)
  await createTable(db, 'cam_old_password', { uin: text, time: int, hash: text }, ['uin', 'time'])
}

async function growKeys(db: Kysely<unknown>, { int }: ColumnKinds): Promise<void> {
  await addColumn(db, 'access_key', 'used_at', int, 0)
}

async function createGroups(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const group = { group_id: int, owner_uin: text, name: text, remark: text, created_at: int }
  await createTable(db, 'cam_group', group, ['group_id'])
  await createUnique(db, 'cam_group', 'name', ['owner_uin', 'name'])
  const member = { group_id: int, uin: text, joined_at: int }
  await createTable(db, 'cam_group_member', member, ['group_id', 'uin'])
  await db.schema.createIndex('cam_group_member_uin').on('cam_group_member').column('uin').execute()
}

async function createPolicies(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'cam_policy',
    {
      policy_id: int,
      owner_uin: text,
      name: text,
      description: text,
      create_mode: int,
      created_at: int,
      updated_at: int,
      default_version: int,
      last_version: int,
    },
    ['policy_id'],
  )
  await createUnique(db, 'cam_policy', 'name', ['owner_uin', 'name'])
  const version = { policy_id: int, version_id: int, document: text, created_at: int }
  await createTable(db, 'cam_policy_version', version, ['policy_id', 'version_id'])
  const attachment = {
    entity_kind: text,
    entity_id: text,
    policy_id: int,
    attached_at: int,
    attached_by: text,
  }
  const key = ['entity_kind', 'entity_id', 'policy_id']
  await createTable(db, 'cam_attachment', attachment, key)
  const entities = db.schema.createIndex('cam_attachment_policy').on('cam_attachment')
  await entities.columns(['policy_id', 'entity_kind', 'entity_id']).execute()
}

async function createRules(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const rule = { owner_uin: text, name: text, value: text, updated_at: int, updated_by: text }
  await createTable(db, 'cam_rule', rule, ['owner_uin', 'name'])
}

async function growTags(db: Kysely<unknown>, { text }: ColumnKinds): Promise<void> {
  await addColumn(db, 'tag', 'created_by', text, '')
  await sql`update tag set created_by = owner_uin`.execute(db)
  // A value is required from now on, so that nobody could name these to delete them.
  await sql`delete from tag where tag_value = ''`.execute(db)
}

async function createTagBindings(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await createTable(
    db,
    'tag_binding',
    {
      owner_uin: text,
      service: text,
      prefix: text,
      resource_id: text,
      tag_key: text,
      tag_value: text,
      created_at: int,
    },
    ['owner_uin', 'service', 'prefix', 'resource_id', 'tag_key'],
  )
  const byTag = db.schema.createIndex('tag_binding_tag').on('tag_binding')
  await byTag.columns(['owner_uin', 'tag_key', 'tag_value']).execute()
  // What a deleted resource carried goes, whoever owned it.
  const byResource = db.schema.createIndex('tag_binding_resource').on('tag_binding')
  await byResource.columns(['resource_id']).execute()
}

/**
 * Each index serves one filter and the order of the pages; `audit_time` of before serves pages without
 * one. Resources have none: they may be longer than an index takes.
 */
const auditIndexes = {
  audit_uin: ['owner_uin', 'uin', 'time', 'id'],
  audit_user: ['owner_uin', 'user_name', 'time', 'id'],
  audit_action: ['owner_uin', 'action', 'time', 'id'],
  audit_app: ['owner_uin', 'app_id', 'time', 'id'],
  audit_result: ['owner_uin', 'result', 'time', 'id'],
  audit_request: ['owner_uin', 'request_id', 'time', 'id'],
} as const

async function growAudit(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  const texts = ['owner_uin', 'door', 'secret_id', 'before_state', 'after_state', 'message']
  for (const column of texts) await addColumn(db, 'audit', column, text, '')
  await addColumn(db, 'audit', 'result', text, 'ok')
  await addColumn(db, 'audit', 'app_id', int, 0)
  await fillAudit(db)
  for (const [name, columns] of Object.entries(auditIndexes)) {
    await db.schema
      .createIndex(name)
      .on('audit')
      .columns([...columns])
      .execute()
  }
  const day = { owner_uin: text, day: int, result: text, events: int }
  await createTable(db, 'audit_day', day, ['owner_uin', 'day', 'result'])
}

/** Rows of before: whose they are, which app they are about, and what came of them. */
async function fillAudit(db: Kysely<unknown>): Promise<void> {
  await sql`update audit set
    owner_uin = coalesce((select value from platform where name = 'root'), ''),
    result = case
      when code = 'OK' then 'ok'
      when code like '%UnauthorizedOperation' then 'denied'
      else 'failed' end`.execute(db)
  const prefix = sql`'qcs::im::uin/' || owner_uin || ':sdkappid/'`
  await sql`update audit set app_id = cast(replace(resource, ${prefix}, '') as bigint)
    where resource like ${prefix} || '1%'`.execute(db)
}

async function addColumn(
  db: Kysely<unknown>,
  table: string,
  column: string,
  kind: ColumnKinds['text'] | ColumnKinds['int'],
  value: string | number,
): Promise<void> {
  const added = db.schema.alterTable(table)
  await added.addColumn(column, kind, (made) => made.notNull().defaultTo(value)).execute()
}

async function createUnique(
  db: Kysely<unknown>,
  table: string,
  name: string,
  columns: readonly string[],
): Promise<void> {
  const index = db.schema.createIndex(`${table}_${name}`).on(table)
  await index
    .columns([...columns] as never)
    .unique()
    .execute()
}
