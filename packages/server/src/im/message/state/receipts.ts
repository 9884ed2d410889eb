import { toSeconds } from '../../../clock.ts'
import { flags, has } from '../flags.ts'
import type { MessageRow } from '../store.ts'
import { rowToRef } from '../wire.ts'
import type { Side, StateDeps } from './deps.ts'
import { findSeen } from './find.ts'
import { markChanged } from './mark-changed.ts'
import { stateOf } from './states.ts'

/** Read receipts of single messages (已读回执), apart from how far somebody has read. */
export class Receipts {
  readonly #deps: StateDeps

  constructor(deps: StateDeps) {
    this.#deps = deps
  }

  /** Confirms messages of the peer; those that did not ask, or have their receipt, are passed over. */
  async send(reader: Side, seqs: readonly number[]): Promise<void> {
    const { rows } = await findSeen(this.#deps, reader, seqs)
    await this.confirm(reader, rows)
  }

  /** @returns how many of the messages ask for a receipt at all. */
  async confirm(reader: Side, rows: readonly MessageRow[]): Promise<number> {
    const asking = rows.filter((row) => row.sender === reader.peer && asksForReceipt(row))
    const fresh = await this.#unconfirmed(asking)
    if (fresh.length > 0) await this.#write(reader, fresh)
    return asking.length
  }

  /** When own messages that asked for a receipt got it; Unix seconds. */
  async of(sender: Side, seqs: readonly number[]) {
    const { rows } = await findSeen(this.#deps, sender, seqs)
    const asking = rows.filter((row) => row.sender === sender.account && asksForReceipt(row))
    const states = await this.#deps.states.of(asking)
    return asking.map((row) => {
      const at = stateOf(states, row)?.state?.receipt_at ?? 0
      return { seq: row.seq, ...(at === 0 ? {} : { time: toSeconds(at) }) }
    })
  }

  async #unconfirmed(rows: readonly MessageRow[]): Promise<readonly MessageRow[]> {
    const states = await this.#deps.states.of(rows)
    return rows.filter((row) => (stateOf(states, row)?.state?.receipt_at ?? 0) === 0)
  }

  async #write({ appId, account, peer }: Side, rows: readonly MessageRow[]): Promise<void> {
    const { db, positions, bus } = this.#deps
    const conversation = rows[0]?.conversation ?? 0
    const seqs = rows.map(({ seq }) => seq)
    const now = await positions.exclusively(async () => {
      const time = this.#deps.now()
      await db.transaction().execute(async (trx) => {
        await markChanged(trx, { appId, conversation, seqs, sides: [account, peer], now: time })
        await trx
          .updateTable('message_state')
          .set({ receipt_at: time })
          .where('app_id', '=', appId)
          .where('conversation', '=', conversation)
          .where('seq', 'in', seqs)
          .where('receipt_at', '=', 0)
          .execute()
      })
      return time
    })
    bus.publish('message.receipt', {
      appId,
      by: account,
      sender: peer,
      messages: rows.map((row) => rowToRef(row, account)),
      time: toSeconds(now),
    })
  }
}

function asksForReceipt({ flags: value }: MessageRow): boolean {
  return has(value, flags.needReadReceipt)
}
