import type { Kysely } from 'kysely'
import type { ErrorRow, MessageElement, WireMessage } from '@yanshu/protocol'
import { ImError, messageErrors } from '@yanshu/protocol'
import type { Schema } from '../../../store/schema.ts'
import { audienceOf } from '../audience.ts'
import { flags, has } from '../flags.ts'
import type { MessageRow } from '../store.ts'
import { decodeBody, encodeBody, isTooLong } from '../stored-body.ts'
import { rowToWire } from '../wire.ts'
import type { Found, StateDeps } from './deps.ts'
import { markChanged } from './mark-changed.ts'
import { stateOf } from './states.ts'

export interface Modification {
  readonly found: Found
  /** What is given overwrites what was there. */
  readonly change: {
    readonly body?: readonly MessageElement[] | undefined
    readonly cloudCustomData?: string | undefined
  }
  /** The version the caller saw; absent for administrators, who overwrite whatever there is. */
  readonly seen?: number
  /** Bytes that a message of the app may have, and what a longer one is refused with. */
  readonly most: number
  readonly tooLong: ErrorRow
  readonly sessionId?: string
}

/** Changes what messages say, for both sides (修改单聊历史消息): the log keeps what was sent first. */
export class Modifier {
  readonly #deps: StateDeps

  constructor(deps: StateDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 20026 recalled, or the size given in `tooLong`. */
  async modify(modification: Modification): Promise<{
    readonly message: WireMessage
    readonly conflict: boolean
  }> {
    const { found, sessionId } = modification
    const { row, receiver } = found
    if (has(row.flags, flags.recalled)) throw new ImError(messageErrors.modifyUnknown)
    const done = await this.#deps.positions.exclusively(() =>
      this.#deps.db.transaction().execute((trx) => this.#write(trx, modification)),
    )
    const message = await this.#read(row, receiver)
    if (!done) return { message, conflict: true }
    const audience = audienceOf(row, receiver)
    this.#deps.bus.publish('message.modified', { appId: row.app_id, message, audience, sessionId })
    return { message, conflict: false }
  }

  async #write(trx: Kysely<Schema>, modification: Modification): Promise<boolean> {
    const { found, change, seen, most, tooLong } = modification
    const { app_id: appId, conversation, seq, sender } = found.row
    const at = { app_id: appId, conversation, seq }
    const state = await trx
      .selectFrom('message_state')
      .select(['version', 'body'])
      .where((where) => where.and(at))
      .executeTakeFirst()
    const version = state?.version ?? 0
    if (seen !== undefined && seen !== version) return false
    const body = encodeBody(merged(state?.body ?? found.row.body, change))
    if (isTooLong(body, most)) throw new ImError(tooLong)
    const sides = [sender, found.receiver]
    await markChanged(trx, { appId, conversation, seqs: [seq], sides, now: this.#deps.now() })
    await trx
      .updateTable('message_state')
      .set({ version: version + 1, body })
      .where((where) => where.and(at))
      .execute()
    return true
  }

  async #read(row: MessageRow, receiver: string): Promise<WireMessage> {
    const changed = { ...row, flags: row.flags | flags.changed }
    const sender = await this.#deps.accounts.find(row.app_id, row.sender)
    const states = await this.#deps.states.of([changed])
    return rowToWire(changed, receiver, sender, stateOf(states, changed))
  }
}

function merged(encoded: string, { body, cloudCustomData }: Modification['change']) {
  const stored = decodeBody(encoded)
  return {
    ...stored,
    ...(body === undefined ? {} : { body }),
    ...(cloudCustomData === undefined ? {} : { cloudCustomData }),
  }
}
