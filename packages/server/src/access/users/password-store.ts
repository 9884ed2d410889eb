import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

/** A password that takes the place of another. */
export interface PasswordReplacement {
  readonly uin: string
  readonly hash: string
  readonly now: number
  /** The hash that is replaced; another one there now means that somebody was faster. */
  readonly before: string
  /** Whether it must be changed at the next sign-in. */
  readonly needReset: boolean
  /** How many replaced passwords are remembered. */
  readonly remembered: number
}

export interface PasswordStore {
  /** Hashes of passwords that were replaced, newest first. */
  replaced(uin: string, most: number): Promise<string[]>
  /** Answers false where the present password is not the one that was to be replaced. */
  replace(replacement: PasswordReplacement): Promise<boolean>
}

/** `replace` is several statements: it belongs into a transaction. */
export function createPasswordStore(db: Kysely<Schema>): PasswordStore {
  const replaced = (uin: string, most: number) =>
    db
      .selectFrom('cam_old_password')
      .select(['hash', 'time'])
      .where('uin', '=', uin)
      .orderBy('time', 'desc')
      .limit(most)
      .execute()
  const forget = async (uin: string, remembered: number) => {
    const kept = (await replaced(uin, remembered)).map(({ time }) => time)
    let query = db.deleteFrom('cam_old_password').where('uin', '=', uin)
    if (kept.length > 0) query = query.where('time', 'not in', kept)
    await query.execute()
  }
  return {
    async replaced(uin, most) {
      if (most <= 0) return []
      return (await replaced(uin, most)).map(({ hash }) => hash)
    },
    async replace({ uin, hash, now, before, needReset, remembered }) {
      const row = await db
        .updateTable('cam_user')
        .set({ password_hash: hash, password_at: now, need_reset: needReset ? 1 : 0 })
        .where('uin', '=', uin)
        .where('password_hash', '=', before)
        .returning('uin')
        .executeTakeFirst()
      if (row === undefined) return false
      if (remembered > 0 && before !== '') {
        // Two within a millisecond are two.
        const [newest] = await replaced(uin, 1)
        const time = Math.max(now, Number(newest?.time ?? 0) + 1)
        await db.insertInto('cam_old_password').values({ uin, time, hash: before }).execute()
      }
      await forget(uin, remembered)
      return true
    },
  }
}
