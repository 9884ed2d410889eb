import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

/** Writes how a member of a community receives messages of one of its topics. */
export async function putTopicFlag(
  db: Kysely<Schema>,
  {
    appId,
    topicId,
    account,
  }: { readonly appId: number; readonly topicId: string; readonly account: string },
  msgFlag: number,
): Promise<void> {
  await db
    .insertInto('topic_member')
    .values({ app_id: appId, topic_id: topicId, account, msg_flag: msgFlag })
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'topic_id', 'account']).doUpdateSet({ msg_flag: msgFlag }),
    )
    .execute()
}
