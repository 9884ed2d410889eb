import type { WireExtension, WireReaction } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Clock } from '../../../clock.ts'
import type { Schema } from '../../../store/schema.ts'
import type { AccountService } from '../../account/service.ts'
import { audienceOf } from '../audience.ts'
import type { Conversations } from '../conversations.ts'
import type { MessageRow, MessageStore, View } from '../store.ts'
import { rowToRef } from '../wire.ts'
import { markChanged } from './mark-changed.ts'
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

/** A message that something is attached to: how that is noted for those who sync, and told. */
export interface Subject {
  readonly row: MessageRow
  /** Notes, in the transaction of a change, that the message changed. */
  noteChanged(trx: Kysely<Schema>, now: number): Promise<void>
  tellExtensions(
    change: { readonly changed: readonly WireExtension[]; readonly deleted: readonly string[] },
    sessionId: string | undefined,
  ): void
  tellReaction(reaction: WireReaction, sessionId: string | undefined): void
}

/** A message with the other end of its conversation. */
export interface Found extends Subject {
  readonly receiver: string
}

/** A one-to-one message: both of its sides learn of what changes. */
export function foundOf(bus: Bus, row: MessageRow, receiver: string): Found {
  const { app_id: appId, conversation, seq, sender } = row
  const told = { appId, message: rowToRef(row, receiver), audience: audienceOf(row, receiver) }
  return {
    row,
    receiver,
    noteChanged: (trx, now) =>
      markChanged(trx, { appId, conversation, seqs: [seq], sides: [sender, receiver], now }),
    tellExtensions: (change, sessionId) =>
      bus.publish('message.extensions', { ...told, ...change, sessionId }),
    tellReaction: (reaction, sessionId) =>
      bus.publish('message.reaction', { ...told, reaction, sessionId }),
  }
}
