import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { createTable } from './create-table.ts'
import type { ColumnKinds } from './migration.ts'

/** What hangs on messages of groups, and the indexes that find some of them. */
export async function createMessageParts(
  db: Kysely<unknown>,
  { text, int }: ColumnKinds,
): Promise<void> {
  const message = { app_id: int, conversation: int, seq: int }
  await createTable(db, 'group_receipt', { ...message, account: text, time: int }, [
    'app_id',
    'conversation',
    'seq',
    'account',
  ])
  await createTable(db, 'group_pin', { ...message, pinned_by: text, pinned_at: int }, [
    'app_id',
    'conversation',
    'seq',
  ])
  // Unread is what lies behind the read position less what does not count: few, and found by this.
  await db.schema
    .createIndex('message_group_uncounted')
    .on('message')
    .columns(['app_id', 'conversation', 'seq'])
    .where(sql<boolean>`flags & 8192 <> 0 and flags & 5 <> 0`)
    .execute()
  // What members deleted of a message goes with it, whoever they are.
  await db.schema
    .createIndex('message_deleted_message')
    .on('message_deleted')
    .columns(['app_id', 'conversation', 'seq'])
    .execute()
  // Few messages mention anybody, and lists look for those that are not read.
  await db.schema
    .createIndex('message_group_mention')
    .on('message')
    .columns(['app_id', 'conversation', 'seq'])
    .where(sql<boolean>`flags & 32768 <> 0`)
    .execute()
}
