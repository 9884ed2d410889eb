import type { Kysely } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Clock } from '../../../clock.ts'
import type { Schema } from '../../../store/schema.ts'
import type { AccountService } from '../../account/service.ts'
import type { Conversations } from '../conversations.ts'
import type { MessageRow, MessageStore, View } from '../store.ts'
import type { MessageStates } from './states.ts'

/** What accounts see of conversations, which some changes of messages move. */
export interface PositionKeeper {
  /** Runs `work` while nothing else moves the positions. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>
  /** Undefined where the two never wrote to each other. */
  viewOf(side: Side): Promise<View | undefined>
  /** Messages were taken out of a view, in the transaction that does so. */
  deleted(trx: Kysely<Schema>, view: View, seqs: readonly number[]): Promise<void>
}

/** One side of a conversation. */
export interface Side {
  readonly appId: number
  readonly account: string
  readonly peer: string
}

/** What everything that changes messages stands on. */
export interface StateDeps {
  readonly db: Kysely<Schema>
  readonly messages: MessageStore
  readonly states: MessageStates
  readonly conversations: Conversations
  readonly accounts: AccountService
  readonly positions: PositionKeeper
  readonly bus: Bus
  readonly now: Clock
}

/** A message with the other end of its conversation. */
export interface Found {
  readonly row: MessageRow
  readonly receiver: string
}
