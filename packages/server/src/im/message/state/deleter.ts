import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow, View } from '../store.ts'
import type { Side, StateDeps } from './deps.ts'
import { findSeen } from './find.ts'

/** Takes messages out of the view of one side (单向删除单聊历史消息); the other side keeps them. */
export class Deleter {
  readonly #deps: StateDeps

  constructor(deps: StateDeps) {
    this.#deps = deps
    deps.bus.subscribe('account.deleted', ({ appId, userId }) => void this.#forget(appId, userId))
  }

  /** Messages that the account does not see are passed over. */
  async delete(side: Side, seqs: readonly number[]): Promise<void> {
    const { view, rows } = await findSeen(this.#deps, side, seqs)
    if (!view || rows.length === 0) return
    await this.#deps.positions.exclusively(() =>
      this.#deps.db.transaction().execute((trx) => this.#write(trx, view, rows)),
    )
  }

  async #write(trx: Kysely<Schema>, view: View, rows: readonly MessageRow[]): Promise<void> {
    const { appId, account, conversation } = view
    const inserted = await trx
      .insertInto('message_deleted')
      .values(rows.map(({ seq }) => ({ app_id: appId, account, conversation, seq })))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'account', 'conversation', 'seq']).doNothing(),
      )
      .returning('seq')
      .execute()
    if (inserted.length === 0) return
    await this.#deps.positions.deleted(
      trx,
      view,
      inserted.map(({ seq }) => seq),
    )
  }

  /** What the account saw is cleared anyway; one that comes back begins anew. */
  async #forget(appId: number, account: string): Promise<void> {
    await this.#deps.db
      .deleteFrom('message_deleted')
      .where('app_id', '=', appId)
      .where('account', '=', account)
      .execute()
  }
}
