import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow, TopicRow } from '../../group/service.ts'

export interface TopicPage {
  readonly topics: readonly TopicRow[]
  /** For the next page; empty where there is none. */
  readonly cursor: string
}

/** Topics of a community in the order they were made in, behind a place that a page told. */
export async function pageTopics(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Pick<GroupRow, 'app_id' | 'group_id'>,
  { cursor, limit }: { readonly cursor: string; readonly limit: number },
): Promise<TopicPage> {
  const after = /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
  // A community has few topics: all of them are found by the community's part of the key.
  const rows = await db
    .selectFrom('topic')
    .selectAll()
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('conversation', '>', after)
    .orderBy('conversation')
    .limit(limit + 1)
    .execute()
  const topics = rows.slice(0, limit)
  const last = rows.length > limit ? topics.at(-1) : undefined
  return { topics, cursor: last ? String(last.conversation) : '' }
}
