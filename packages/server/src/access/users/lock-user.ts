import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

/**
 * Holds a user's row until the transaction ends, so that the user is not deleted while something is
 * hung on it. Answers the root account it belongs to; undefined where there is no such user.
 */
export async function lockUser(trx: Kysely<Schema>, uin: string): Promise<string | undefined> {
  const user = await trx
    .updateTable('cam_user')
    .set((row) => ({ created_at: row.ref('created_at') }))
    .where('uin', '=', uin)
    .returning('owner_uin')
    .executeTakeFirst()
  return user?.owner_uin
}
