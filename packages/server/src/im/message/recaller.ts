import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { ImError, messageErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccountService } from '../account/service.ts'
import type { Conversations } from './conversations.ts'
import { audienceOf } from './audience.ts'
import { flags, has } from './flags.ts'
import type { MessageRow, MessageStore } from './store.ts'
import { findByKey } from './state/find.ts'
import { markChanged } from './state/mark-changed.ts'
import type { MessageStates } from './state/states.ts'
import { stateOf } from './state/states.ts'
import { rowToWire } from './wire.ts'

/** What depends on which messages are recalled, and must change in the same transaction. */
export interface RecallListener {
  /** Runs `work` while nothing else moves the positions. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>
  recalled(trx: Kysely<Schema>, message: MessageRow, receiver: string): Promise<void>
}

export interface Recall {
  readonly appId: number
  readonly from: string
  readonly to: string
  readonly key: string
  readonly by: string
  readonly reason: string
  /** Milliseconds after which it is too late; absent for administrators, who have no window. */
  readonly window?: number
  readonly sessionId?: string
}

export interface RecallerDeps {
  readonly db: Kysely<Schema>
  readonly messages: MessageStore
  readonly states: MessageStates
  readonly conversations: Conversations
  readonly accounts: AccountService
  readonly positions: RecallListener
  readonly bus: Bus
  readonly now: Clock
}

/** Takes messages back (撤回单聊消息): the row stays, marked, with a trace of who and when. */
export class Recaller {
  readonly #deps: RecallerDeps

  constructor(deps: RecallerDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 90054, 20022 not there, 20016 too late, 20023 done already. */
  async recall(recall: Recall): Promise<void> {
    const message = await this.#find(recall)
    if (has(message.flags, flags.recalled)) throw new ImError(messageErrors.recalledAlready)
    if (recall.window !== undefined && this.#deps.now() - message.time > recall.window) {
      throw new ImError(messageErrors.recallLate)
    }
    const marked = await this.#deps.positions.exclusively(() => this.#mark(message, recall))
    if (!marked) throw new ImError(messageErrors.recalledAlready)
    await this.#tell(message, recall)
  }

  async #tell(message: MessageRow, { appId, from, to, sessionId }: Recall): Promise<void> {
    const recalled = { ...message, flags: message.flags | flags.recalled | flags.changed }
    const sender = await this.#deps.accounts.find(appId, from)
    const states = await this.#deps.states.of([recalled])
    this.#deps.bus.publish('message.recalled', {
      appId,
      message: rowToWire(recalled, to, sender, stateOf(states, recalled)),
      audience: audienceOf(message, to),
      sessionId,
    })
  }

  async #find(recall: Recall): Promise<MessageRow> {
    const found = await findByKey(this.#deps, recall)
    if (!found) throw new ImError(messageErrors.recallUnknown)
    return found.row
  }

  async #mark(message: MessageRow, { to: receiver, by, reason }: Recall): Promise<boolean> {
    const { app_id: appId, conversation, seq, sender } = message
    const now = this.#deps.now()
    return this.#deps.db.transaction().execute(async (trx) => {
      const marked = await trx
        .updateTable('message')
        .set({ flags: sql<number>`flags | ${sql.lit(flags.recalled)}` })
        .where('app_id', '=', appId)
        .where('conversation', '=', conversation)
        .where('seq', '=', seq)
        .where(sql<boolean>`flags & ${sql.lit(flags.recalled)} = 0`)
        .executeTakeFirst()
      if (marked.numUpdatedRows === 0n) return false
      await trx
        .insertInto('message_recall')
        .values({ app_id: appId, conversation, seq, recalled_by: by, reason, time: now })
        .execute()
      const sides = [sender, receiver]
      await markChanged(trx, { appId, conversation, seqs: [seq], sides, now })
      await this.#deps.positions.recalled(trx, message, receiver)
      return true
    })
  }
}
