import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Schema } from '../store/schema.ts'
import { hashPassword } from './password.ts'
import { generatePassword } from './password-rules.ts'
import { ROOT_UIN } from './root-account.ts'
import { createSessionStore } from './sessions/session-store.ts'

/** Gives the root account a new password and ends its sessions; undefined where there is no root yet. */
export async function resetRootPassword(
  db: Kysely<Schema>,
  now: Clock,
): Promise<string | undefined> {
  const password = generatePassword()
  const hash = await hashPassword(password)
  const done = await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('cam_user')
      .set({ password_hash: hash, password_at: now(), console_login: 1, need_reset: 0 })
      .where('uin', '=', ROOT_UIN)
      .executeTakeFirst()
    await createSessionStore(trx).deleteOf(ROOT_UIN)
    return changed.numUpdatedRows > 0n
  })
  return done ? password : undefined
}
