import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { ImError, messageErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccountService } from '../account/service.ts'
import type { Conversations } from './conversations.ts'
import { flags, has } from './flags.ts'
import { parseKey } from './ids.ts'
import type { MessageRow, MessageStore, RecallRow } from './store.ts'
import { rowToWire } from './wire.ts'

/** What depends on which messages are recalled, and must change in the same transaction. */
export interface RecallListener {
  /** Runs `work` while nothing else moves the positions. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>
  recalled(trx: Kysely<Schema>, message: MessageRow, receiver: string, now: number): Promise<void>
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
    const now = this.#deps.now()
    if (has(message.flags, flags.recalled)) throw new ImError(messageErrors.recalledAlready)
    if (recall.window !== undefined && now - message.time > recall.window) {
      throw new ImError(messageErrors.recallLate)
    }
    const row: RecallRow = {
      app_id: recall.appId,
      conversation: message.conversation,
      seq: message.seq,
      recalled_by: recall.by,
      reason: recall.reason,
      time: now,
    }
    const marked = await this.#deps.positions.exclusively(() => this.#mark(message, recall.to, row))
    if (!marked) throw new ImError(messageErrors.recalledAlready)
    const sender = await this.#deps.accounts.find(recall.appId, recall.from)
    this.#deps.bus.publish('message.recalled', {
      appId: recall.appId,
      message: rowToWire(message, recall.to, sender, row),
      sessionId: recall.sessionId,
    })
  }

  async #find({ appId, from, to, key }: Recall): Promise<MessageRow> {
    const parsed = parseKey(key)
    const conversation = await this.#deps.conversations.find(appId, from, to)
    const message =
      conversation === undefined
        ? undefined
        : await this.#deps.messages.findByKey(appId, conversation, parsed, from)
    if (!message) throw new ImError(messageErrors.recallUnknown)
    return message
  }

  async #mark(message: MessageRow, receiver: string, recall: RecallRow): Promise<boolean> {
    return this.#deps.db.transaction().execute(async (trx) => {
      const marked = await trx
        .updateTable('message')
        .set({ flags: sql<number>`flags | ${sql.lit(flags.recalled)}` })
        .where('app_id', '=', message.app_id)
        .where('conversation', '=', message.conversation)
        .where('seq', '=', message.seq)
        .where(sql<boolean>`flags & ${sql.lit(flags.recalled)} = 0`)
        .executeTakeFirst()
      if (marked.numUpdatedRows === 0n) return false
      await trx.insertInto('message_recall').values(recall).execute()
      await this.#deps.positions.recalled(trx, message, receiver, recall.time)
      return true
    })
  }
}
