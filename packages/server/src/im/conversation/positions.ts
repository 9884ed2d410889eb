import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type {
  Conversations,
  MessageRow,
  MessageStore,
  PositionKeeper,
  RecallListener,
  View,
} from '../message/service.ts'
import { flags, has, isNotDeleted, isShown, uncounted } from '../message/service.ts'
import type { Folder } from './folder.ts'
import { conversationIdOf } from './keys.ts'
import type { PositionRow, PositionStore } from './store.ts'

export interface PositionDeps {
  readonly store: PositionStore
  readonly messages: MessageStore
  readonly conversations: Conversations
  readonly folder: Folder
  readonly bus: Bus
  readonly now: Clock
}

/** One side of a conversation, and the connection that acts for it. */
export interface Side {
  readonly appId: number
  readonly account: string
  readonly peer: string
  readonly sessionId?: string
}

interface Acting {
  readonly appId: number
  readonly account: string
  readonly sessionId: string | undefined
}

/** How far accounts have read, and what they hid and cleared. */
export class Positions implements RecallListener, PositionKeeper {
  readonly #deps: PositionDeps

  constructor(deps: PositionDeps) {
    this.#deps = deps
    const sent = ({ logId }: { readonly logId: number | undefined }) => {
      if (logId !== undefined) deps.folder.notice(logId)
    }
    deps.bus.subscribe('message.sent', sent)
    deps.bus.subscribe('group.sent', sent)
    deps.bus.subscribe('message.imported', ({ logId }) => deps.folder.notice(logId))
  }

  /** The position of one side, true up to now; absent where there was never a message. */
  async of({ appId, account, peer }: Side): Promise<PositionRow | undefined> {
    const conversation = await this.#deps.conversations.find(appId, account, peer)
    if (conversation === undefined) return undefined
    await this.#deps.folder.caughtUp()
    return this.#deps.store.find({ appId, account, conversation })
  }

  /** What an account sees of a conversation; nothing of that waits for the fold. */
  async viewOf({ appId, account, peer }: Side): Promise<View | undefined> {
    const conversation = await this.#deps.conversations.find(appId, account, peer)
    if (conversation === undefined) return undefined
    const row = await this.#deps.store.find({ appId, account, conversation })
    return {
      appId,
      account,
      conversation,
      clearedSeq: row?.cleared_seq ?? 0,
      deletions: row?.deletions ?? 0,
    }
  }

  /** Positions in the conversations with given peers; those without a message are left out. */
  async withPeers(
    appId: number,
    account: string,
    peers: readonly string[],
  ): Promise<ReadonlyMap<string, PositionRow>> {
    await this.#deps.folder.caughtUp()
    const rows = await this.#deps.store.findByPeers(appId, account, peers)
    return new Map(rows.map((row) => [row.peer, row]))
  }

  async totalUnread(appId: number, account: string): Promise<number> {
    await this.#deps.folder.caughtUp()
    return this.#deps.store.totalUnread(appId, account)
  }

  /**
   * Moves the read position forward, to the newest message or to a seq; never back.
   *
   * @returns the position after the call.
   */
  async read(side: Side, seq?: number): Promise<number> {
    const position = await this.of(side)
    if (!position) return 0
    const upTo = Math.min(seq ?? position.top_seq, position.top_seq)
    if (upTo <= position.read_seq) return position.read_seq
    const { appId, account, peer } = side
    const now = this.#deps.now()
    const key = { appId, account, conversation: position.conversation }
    await this.#deps.folder.exclusively(() => this.#deps.store.read(key, upTo, now))
    this.#deps.bus.publish('conversation.read', {
      appId,
      account,
      peer,
      readSeq: upTo,
      time: toSeconds(now),
      sessionId: side.sessionId,
    })
    return upTo
  }

  /** Reads everything sent up to the end of a Unix second. */
  async readUntil(side: Side, second: number): Promise<void> {
    const { appId, account, peer } = side
    const conversation = await this.#deps.conversations.find(appId, account, peer)
    if (conversation === undefined) return
    const seq = await this.#deps.messages.lastSeqAt(appId, conversation, second * 1000 + 999)
    if (seq > 0) await this.read(side, seq)
  }

  /** Empties a conversation for one side; it stays in the list. */
  async clear(side: Side): Promise<void> {
    const { appId, account, peer, sessionId } = side
    const position = await this.of(side)
    if (!position) return
    const key = { appId, account, conversation: position.conversation }
    await this.#deps.folder.exclusively(() => this.#deps.store.clear(key))
    const conversationId = conversationIdOf(peer)
    this.#deps.bus.publish('conversation.cleared', { appId, account, conversationId, sessionId })
  }

  /** Reads everything that is unread. */
  async readAll({ appId, account, sessionId }: Omit<Side, 'peer'>): Promise<void> {
    const now = this.#deps.now()
    const time = toSeconds(now)
    const read = await this.#deps.folder.exclusively(() =>
      this.#deps.store.readAll({ appId, account }, now),
    )
    for (const { peer, read_seq: readSeq } of read) {
      const event = { appId, account, peer, readSeq, time, sessionId }
      this.#deps.bus.publish('conversation.read', event)
    }
  }

  /** Takes conversations out of the own list; with `clearHistory` also what is in them now. */
  async delete(
    appId: number,
    account: string,
    peers: readonly string[],
    clearHistory: boolean,
    sessionId?: string,
  ): Promise<void> {
    const found = await this.withPeers(appId, account, peers)
    const conversations = [...found.values()].map((row) => row.conversation)
    if (conversations.length > 0) {
      await this.#deps.folder.exclusively(() =>
        this.#deps.store.hide(appId, account, conversations, clearHistory),
      )
    }
    this.tellDeleted({ appId, account, sessionId }, peers, clearHistory)
  }

  /** Tells the other connections that conversations are out of the list, by their keys. */
  tellDeleted(
    { appId, account, sessionId }: Acting,
    keys: readonly string[],
    clearHistory: boolean,
  ): void {
    this.#deps.bus.publish('conversation.deleted', {
      appId,
      account,
      conversationIds: keys.map(conversationIdOf),
      clearHistory,
      sessionId,
    })
  }

  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#deps.folder.exclusively(work)
  }

  /** A message that was not read yet no longer counts. */
  async recalled(trx: Kysely<Schema>, message: MessageRow, receiver: string): Promise<void> {
    const { app_id: appId, conversation, sender, seq } = message
    if (has(message.flags, uncounted) || sender === receiver) return
    await trx
      .updateTable('position')
      .set({ unread: sql<number>`unread - 1` })
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
      .where('account', '=', receiver)
      .where('read_seq', '<', seq)
      .where('top_seq', '>=', seq)
      .where('unread', '>', 0)
      .execute()
  }

  /** Where the newest message of the list is gone from the view, the one before it takes its place. */
  async deleted(trx: Kysely<Schema>, view: View, seqs: readonly number[]): Promise<void> {
    const position = () =>
      trx
        .updateTable('position')
        .where('app_id', '=', view.appId)
        .where('account', '=', view.account)
        .where('conversation', '=', view.conversation)
    await position()
      .set({ deletions: sql<number>`deletions + ${seqs.length}` })
      .execute()
    await position()
      .where('last_seq', 'in', seqs)
      .set({ last_seq: newestShown(view) })
      .execute()
  }
}

/** The seq of the newest message that lifts its conversation in a view; 0 where there is none. */
function newestShown({ account }: View) {
  const { noLastMessage, backfilled } = flags
  return sql<number>`coalesce((select m.seq from message m
    where m.app_id = position.app_id and m.conversation = position.conversation
      and m.seq > position.cleared_seq and m.seq < position.last_seq
      and m.flags & ${sql.lit(noLastMessage | backfilled)} = 0
      and ${isShown('m', account)} and ${isNotDeleted('m', account)}
    order by m.seq desc limit 1), 0)`
}
