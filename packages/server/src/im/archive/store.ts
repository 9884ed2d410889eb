import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { ArchiveFileTable, ArchiveHourTable } from '../../store/schema-file.ts'
import type { ArchiveId } from './rules.ts'
import { lastLogId } from '../../store/message-log/last-log-id.ts'
import type { Schema } from '../../store/schema.ts'

export type ArchiveRow = Selectable<ArchiveFileTable>
export type HourRow = Selectable<ArchiveHourTable>

/** A message of the log with its conversation: of a group or a topic, `a` is its id. */
export interface LoggedMessage {
  readonly id: number
  readonly app_id: number
  readonly kind: string
  readonly a: string
  readonly b: string
  readonly sender: string
  readonly seq: number
  readonly time: number
  readonly client_seq: number
  readonly random: number
  readonly flags: number
  readonly body: string
}

export interface ArchiveStore {
  find(id: ArchiveId): Promise<ArchiveRow | undefined>
  /** The hour that is archived next. */
  next(): Promise<HourRow | undefined>
  /** Begins with an hour and the end of the log, unless some hour is there already. */
  begin(hour: number): Promise<void>
  /** Messages of the whole platform after a place in the log, in its order. */
  logAfter(logId: number, limit: number): Promise<readonly LoggedMessage[]>
  /** The files of an hour are there; goes on with the next. */
  finish(rows: readonly ArchiveRow[], next: HourRow): Promise<void>
  before(hour: number, limit: number): Promise<readonly ArchiveRow[]>
  remove(rows: readonly ArchiveRow[]): Promise<void>
}

export function createArchiveStore(db: Kysely<Schema>): ArchiveStore {
  const next = () =>
    db.selectFrom('archive_hour').selectAll().orderBy('hour', 'desc').limit(1).executeTakeFirst()
  return {
    next,
    find: ({ appId, kind, hour }) =>
      db
        .selectFrom('archive_file')
        .selectAll()
        .where('app_id', '=', appId)
        .where('kind', '=', kind)
        .where('hour', '=', hour)
        .executeTakeFirst(),
    async begin(hour) {
      if (await next()) return
      await db
        .insertInto('archive_hour')
        .values({ hour, log_id: await lastLogId(db) })
        .onConflict((conflict) => conflict.column('hour').doNothing())
        .execute()
    },
    logAfter: (logId, limit) =>
      db
        .selectFrom('message as m')
        .innerJoin('conversation as c', (join) =>
          join.onRef('c.id', '=', 'm.conversation').onRef('c.app_id', '=', 'm.app_id'),
        )
        .select(['m.id', 'm.app_id', 'c.kind', 'c.a', 'c.b', 'm.sender', 'm.time', 'm.client_seq'])
        .select(['m.seq', 'm.random', 'm.flags', 'm.body'])
        .where('m.id', '>', logId)
        .orderBy('m.id')
        .limit(limit)
        .execute(),
    finish: (rows, following) => finish(db, rows, following),
    before: (hour, limit) =>
      db
        .selectFrom('archive_file')
        .selectAll()
        .where('hour', '<', hour)
        .orderBy('hour')
        .limit(limit)
        .execute(),
    remove: (rows) => removeRows(db, rows),
  }
}

async function finish(
  db: Kysely<Schema>,
  rows: readonly ArchiveRow[],
  next: HourRow,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (rows.length > 0) {
      await trx
        .insertInto('archive_file')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['app_id', 'kind', 'hour']).doUpdateSet((query) => ({
            size: query.ref('excluded.size'),
            md5: query.ref('excluded.md5'),
            gzip_size: query.ref('excluded.gzip_size'),
            gzip_md5: query.ref('excluded.gzip_md5'),
          })),
        )
        .execute()
    }
    await trx.deleteFrom('archive_hour').execute()
    await trx.insertInto('archive_hour').values(next).execute()
  })
}

async function removeRows(db: Kysely<Schema>, rows: readonly ArchiveRow[]): Promise<void> {
  if (rows.length === 0) return
  const keys = rows.map(
    ({ app_id, kind, hour }) => sql`(${sql.lit(app_id)}, ${kind}, ${sql.lit(hour)})`,
  )
  await sql`delete from archive_file
    where (app_id, kind, hour) in (values ${sql.join(keys)})`.execute(db)
}
