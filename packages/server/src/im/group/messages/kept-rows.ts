import type { SelectQueryBuilder } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow } from '../../message/service.ts'
import type { Place } from '../group.ts'
import type { GroupCore } from '../service.ts'

type Rows = SelectQueryBuilder<Schema, 'message', MessageRow>

/** Messages of a group or topic that are still kept, whoever may see them: as the app itself reads. */
export async function keptRows(
  { apps, db }: Pick<GroupCore, 'apps' | 'db'>,
  { appId, conversation }: Place,
  narrow: (rows: Rows) => Rows,
): Promise<readonly MessageRow[]> {
  const start = await apps.historyStart(appId)
  const rows = db
    .selectFrom('message')
    .selectAll()
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .where('time', '>=', start)
  return narrow(rows).execute()
}
