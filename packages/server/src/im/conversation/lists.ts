import type { WireConversation, WireMessage } from '@yanshu/protocol'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { HistoryStart } from '../app/app.ts'
import type { GroupConversations, Seat } from '../group/service.ts'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { MessageRow, MessageStates } from '../message/service.ts'
import { rowToView, stateOf } from '../message/service.ts'
import { conversationIdOf, groupKeyOf } from './keys.ts'
import { MOST_PINNED } from './pins.ts'
import type { Contacts } from './contacts.ts'
import type { Folder } from './folder.ts'
import type { PositionRow, PositionStore } from './store.ts'

export interface ConversationPage {
  readonly conversations: readonly WireConversation[]
  readonly complete: boolean
  readonly totalUnread: number
}

export interface ListDeps {
  readonly db: Kysely<Schema>
  readonly store: PositionStore
  readonly states: MessageStates
  readonly accounts: AccountService
  readonly folder: Folder
  readonly historyStart: HistoryStart
  readonly contacts: Contacts
  readonly groups: GroupConversations
}

/** A conversation that may be in a page of the list. */
interface Entry {
  readonly id: string
  readonly pinnedAt: number
  readonly time: number
  readonly row?: PositionRow
  readonly seat?: Seat
}

/** Conversation lists, with peers' names and last messages: a few reads, however long the list is. */
export class ConversationLists {
  readonly #db: Kysely<Schema>
  readonly #store: PositionStore
  readonly #states: MessageStates
  readonly #accounts: AccountService
  readonly #folder: Folder
  readonly #historyStart: HistoryStart
  readonly #contacts: Contacts
  readonly #groups: GroupConversations

  constructor(deps: ListDeps) {
    const { db, store, states, accounts, folder, historyStart, contacts, groups } = deps
    this.#historyStart = historyStart
    this.#contacts = contacts
    this.#groups = groups
    this.#db = db
    this.#store = store
    this.#states = states
    this.#accounts = accounts
    this.#folder = folder
  }

  /** The pinned conversations and the newest ones, at most `limit` of the latter. */
  async newest(appId: number, account: string, limit: number): Promise<ConversationPage> {
    await this.#folder.caughtUp()
    const [pinned, newest, seats, unread, unreadOfGroups] = await Promise.all([
      this.#store.pinned(appId, account, MOST_PINNED),
      this.#store.newest(appId, account, limit + 1),
      this.#groups.listed({ appId, account }),
      this.#store.totalUnread(appId, account),
      this.#groups.totalUnread({ appId, account }),
    ])
    const groups = seats.map(entryOfGroup)
    const first = [...pinned.map(entryOf), ...groups.filter(({ pinnedAt }) => pinnedAt > 0)]
    const latest = [...newest.map(entryOf), ...groups].toSorted((a, b) => b.time - a.time)
    const isFirst = new Set(first.map(({ id }) => id))
    const entries = [
      ...first.toSorted((a, b) => b.pinnedAt - a.pinnedAt),
      ...latest.slice(0, limit).filter(({ id }) => !isFirst.has(id)),
    ]
    return {
      conversations: await this.#show(appId, account, entries),
      complete: latest.length <= limit,
      totalUnread: unread + unreadOfGroups,
    }
  }

  /** Conversations of groups and topics by id, with what is set on them. */
  async withGroups(
    appId: number,
    account: string,
    ids: readonly string[],
  ): Promise<readonly WireConversation[]> {
    const shown = await this.#groups.named({ appId, account }, ids)
    return this.#withSettings(appId, account, shown)
  }

  /** One-to-one conversations and those of groups together, in their order. */
  async #show(
    appId: number,
    account: string,
    entries: readonly Entry[],
  ): Promise<readonly WireConversation[]> {
    const [peers, groups] = await Promise.all([
      this.#dress(
        appId,
        account,
        entries.flatMap(({ row }) => row ?? []),
      ),
      this.#groups.dress(
        { appId, account },
        entries.flatMap(({ seat }) => seat ?? []),
      ),
    ])
    const shown = [...peers, ...(await this.#withSettings(appId, account, groups))]
    const byId = new Map(shown.map((one) => [one.conversationId, one]))
    return entries.flatMap(({ id }) => byId.get(id) ?? [])
  }

  async #withSettings(
    appId: number,
    account: string,
    shown: readonly WireConversation[],
  ): Promise<readonly WireConversation[]> {
    const keys = shown.map(({ group }) => groupKeyOf(group?.groupId ?? ''))
    const settings = await this.#contacts.settings({ appId, account }, keys)
    return shown.map((one, at) => ({ ...one, ...settings.get(keys[at] ?? '') }))
  }

  /** Conversations with given peers; one without a message has nothing but what is set on it. */
  async withPeers(
    appId: number,
    account: string,
    peers: readonly string[],
  ): Promise<readonly WireConversation[]> {
    await this.#folder.caughtUp()
    const rows = await this.#store.findByPeers(appId, account, peers)
    const dressed = await this.#dress(appId, account, rows)
    const byPeer = new Map(dressed.map((conversation) => [conversation.userId, conversation]))
    const others = peers.filter((peer) => !byPeer.has(peer))
    const [accounts, settings] = await Promise.all([
      this.#accounts.findMany(appId, others),
      this.#contacts.settings({ appId, account }, others),
    ])
    return peers.flatMap((peer) => {
      const found = byPeer.get(peer)
      if (found) return [found]
      if (!accounts.has(peer)) return []
      return [{ ...emptyRow(peer, accounts.get(peer)), ...settings.get(peer) }]
    })
  }

  async #dress(
    appId: number,
    account: string,
    rows: readonly PositionRow[],
  ): Promise<readonly WireConversation[]> {
    if (rows.length === 0) return []
    const peers = rows.map((row) => row.peer)
    const [lastRows, accounts, settings] = await Promise.all([
      this.#lastRows(appId, rows),
      this.#accounts.findMany(appId, [account, ...peers]),
      this.#contacts.settings({ appId, account }, peers),
    ])
    const states = await this.#states.of([...lastRows.values()])
    return rows.map((row) => {
      const last = lastRows.get(row.conversation)
      const sides = { account, peer: row.peer }
      const lastMessage = last && rowToView(last, sides, accounts, stateOf(states, last))
      const shown = toConversation(row, accounts.get(row.peer), lastMessage)
      return { ...shown, ...settings.get(row.peer) }
    })
  }

  async #lastRows(
    appId: number,
    rows: readonly PositionRow[],
  ): Promise<ReadonlyMap<number, MessageRow>> {
    const visible = rows.filter((row) => row.last_seq > row.cleared_seq)
    if (visible.length === 0) return new Map()
    const places = visible.map(
      (row) => sql`(${sql.lit(row.conversation)}, ${sql.lit(row.last_seq)})`,
    )
    const found = await this.#db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', appId)
      .where(sql<boolean>`(conversation, seq) in (values ${sql.join(places)})`)
      .where('time', '>=', await this.#historyStart(appId))
      .execute()
    return new Map(found.map((row) => [row.conversation, row]))
  }
}

function entryOf(row: PositionRow): Entry {
  return { id: conversationIdOf(row.peer), pinnedAt: row.pinned_at, time: row.last_time, row }
}

function entryOfGroup(seat: Seat): Entry {
  const { placeId, pinnedAt, lastTime } = seat
  const time = lastTime === 0 ? pinnedAt : lastTime
  return { id: conversationIdOf(groupKeyOf(placeId)), pinnedAt, time, seat }
}

function toConversation(
  row: PositionRow,
  peer: Account | undefined,
  lastMessage: WireMessage | undefined,
): WireConversation {
  return {
    ...emptyRow(row.peer, peer),
    unread: row.unread,
    pinned: row.pinned_at > 0,
    lastSeq: row.top_seq,
    time: row.last_time,
    ...(lastMessage ? { lastMessage } : {}),
    peerReadSeq: row.peer_read_seq ?? 0,
    readSeq: row.read_seq,
  }
}

function emptyRow(userId: string, peer: Account | undefined): WireConversation {
  return {
    conversationId: conversationIdOf(userId),
    userId,
    nick: peer?.nick ?? '',
    faceUrl: peer?.faceUrl ?? '',
    unread: 0,
    pinned: false,
    lastSeq: 0,
    time: 0,
    peerReadSeq: 0,
    readSeq: 0,
  }
}
