import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { FileRow } from './media.ts'

export interface FileId {
  readonly appId: number
  readonly id: string
}

export type PictureColumns = Partial<
  Pick<FileRow, 'type' | 'width' | 'height' | 'large_size' | 'thumbnail_size'>
>

export interface FileStore {
  find(file: FileId): Promise<FileRow | undefined>
  findMany(appId: number, ids: readonly string[]): Promise<ReadonlyMap<string, FileRow>>
  /** Notes a file that begins to arrive; does nothing for one that began before. */
  begin(row: FileRow): Promise<void>
  /** Undefined where the row went meanwhile. */
  finish(file: FileId, picture: PictureColumns): Promise<FileRow | undefined>
  /** False where there is no such file. */
  setBanned(file: FileId, banned: boolean): Promise<boolean>
  /** Some files of an app made before a time. */
  oldest(appId: number, before: number, limit: number): Promise<readonly FileRow[]>
  /** Some files of any app whose upload never came to its end. */
  abandoned(before: number, limit: number): Promise<readonly FileRow[]>
  remove(rows: readonly FileRow[]): Promise<void>
}

export function createFileStore(db: Kysely<Schema>): FileStore {
  const one = ({ appId, id }: FileId) =>
    db.selectFrom('file').selectAll().where('app_id', '=', appId).where('id', '=', id)
  const change = ({ appId, id }: FileId) =>
    db.updateTable('file').where('app_id', '=', appId).where('id', '=', id)
  return {
    find: (file) => one(file).executeTakeFirst(),
    async findMany(appId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await db
        .selectFrom('file')
        .selectAll()
        .where('app_id', '=', appId)
        .where('id', 'in', ids)
        .execute()
      return new Map(rows.map((row) => [row.id, row]))
    },
    async begin(row) {
      await db
        .insertInto('file')
        .values(row)
        .onConflict((conflict) => conflict.columns(['app_id', 'id']).doNothing())
        .execute()
    },
    finish: (file, picture) =>
      change(file)
        .set({ ...picture, ready: 1 })
        .returningAll()
        .executeTakeFirst(),
    async setBanned(file, banned) {
      const done = await change(file)
        .set({ banned: banned ? 1 : 0 })
        .where('ready', '=', 1)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    },
    oldest: (appId, before, limit) =>
      db
        .selectFrom('file')
        .selectAll()
        .where('app_id', '=', appId)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit)
        .execute(),
    abandoned: (before, limit) =>
      db
        .selectFrom('file')
        .selectAll()
        .where('ready', '=', 0)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit)
        .execute(),
    remove: (rows) => removeRows(db, rows),
  }
}

async function removeRows(db: Kysely<Schema>, rows: readonly FileRow[]): Promise<void> {
  const byApp = Map.groupBy(rows, (row) => row.app_id)
  for (const [appId, own] of byApp) {
    const ids = own.map(({ id }) => id)
    await db.deleteFrom('file').where('app_id', '=', appId).where('id', 'in', ids).execute()
  }
}
