import type { WireConversation, WireGroupMessage, WireMention } from '@yanshu/protocol'
import { AT_ALL, msgFlags } from '@yanshu/protocol'
import { sql } from 'kysely'
import type { App } from '../../app/app.ts'
import type { MessageRow } from '../../message/service.ts'
import { communityOf } from '../group.ts'
import { Dresser } from '../messages/dress.ts'
import { readsBeforeJoin } from '../messages/history-right.ts'
import { endsOf, moveTo } from '../messages/reading.ts'
import { decodeGroupBody } from '../messages/stored-group-body.ts'
import type { GroupCore } from '../service.ts'
import { lastMessagesOf, unreadMentionsIn } from './last-messages.ts'
import type { Seat, TopicSeat } from './seats.ts'
import { seatsOf, topicSeatsOf, totalUnreadOf } from './seats.ts'

/** Whose groups. */
export interface Member {
  readonly appId: number
  readonly account: string
}

/** A member, and the connection that acts for it. */
export interface Acting extends Member {
  readonly sessionId?: string | undefined
}

/** Groups in the lists of conversations of their members. */
export class GroupConversations {
  readonly #core: GroupCore
  readonly #dresser: Dresser

  constructor(core: GroupCore) {
    this.#core = core
    this.#dresser = new Dresser(core)
  }

  /** The groups that are in the list of an account, in no order. */
  async listed(member: Member): Promise<readonly Seat[]> {
    const app = await this.#core.apps.get(member.appId)
    await this.#core.caughtUp()
    const start = await this.#core.apps.historyStart(member.appId)
    return (await seatsOf(this.#core.db, app, member)).filter((seat) => isListed(seat, start))
  }

  /** Groups and topics by id; what the account is no member of is left out. */
  async named(member: Member, ids: readonly string[]): Promise<readonly WireConversation[]> {
    if (ids.length === 0) return []
    const app = await this.#core.apps.get(member.appId)
    await this.#core.caughtUp()
    const seats = await this.#seatsNamed(app, member, ids)
    const shown = await this.dress(member, seats)
    const byId = new Map(shown.map((one) => [one.conversationId, one]))
    return ids.flatMap((id) => byId.get(`GROUP${id}`) ?? [])
  }

  async totalUnread(member: Member): Promise<number> {
    await this.#core.caughtUp()
    return totalUnreadOf(this.#core.db, member)
  }

  /** Seats as clients see them, with the last messages and mentions: a few reads for all. */
  async dress(member: Member, seats: readonly Seat[]): Promise<readonly WireConversation[]> {
    if (seats.length === 0) return []
    const { db, apps } = this.#core
    const reader = { ...member, start: await apps.historyStart(member.appId) }
    const [last, mentioning] = await Promise.all([
      lastMessagesOf(db, reader, seats),
      unreadMentionsIn(db, reader, seats),
    ])
    const said = seats.flatMap((seat) => {
      const row = last.get(seat.conversation)
      return row ? [{ ...row, groupId: seat.groupId, placeId: seat.placeId }] : []
    })
    const messages = new Map(
      (await this.#dresser.dress(said)).map((message) => [message.groupId, message]),
    )
    const mentions = Map.groupBy(mentioning, ({ conversation }) => conversation)
    return seats.map((seat) => {
      const unread = mentions.get(seat.conversation) ?? []
      return toConversation(
        seat,
        messages.get(seat.placeId),
        unread.flatMap((row) => mentionOf(row, member.account)),
      )
    })
  }

  /** Takes groups out of the own list until the next message; topics are in none. */
  async hide(member: Member, ids: readonly string[], clearHistory: boolean): Promise<void> {
    await this.#core.caughtUp()
    const groups = ids.filter((id) => communityOf(id) === undefined)
    if (groups.length > 0) await this.#hideGroups(member, groups, clearHistory)
    const topics = clearHistory ? ids.filter((id) => communityOf(id) !== undefined) : []
    for (const id of topics) {
      const place = await this.#core.directory.findPlace(member.appId, id)
      if (!place) continue
      const { lastSeq } = await endsOf(this.#core, place)
      await moveTo(this.#core.db, place, member.account, { read: lastSeq, cleared: lastSeq })
    }
  }

  /** Reads everything in groups and topics, and tells the other connections. */
  async readAll({ appId, account, sessionId }: Acting): Promise<void> {
    await this.#core.caughtUp()
    const groups = await sql<ReadRow>`
      update group_member set read_seq = g.last_seq from chat_group g
      where group_member.app_id = ${appId} and group_member.account = ${account}
        and g.app_id = group_member.app_id and g.group_id = group_member.group_id
        and group_member.read_seq < g.last_seq
      returning group_member.group_id as "placeId", group_member.read_seq as "readSeq"`.execute(
      this.#core.db,
    )
    const topics = await sql<ReadRow>`
      insert into topic_member (app_id, topic_id, account, read_seq)
      select t.app_id, t.topic_id, ${account}, t.last_seq
      from group_member m join topic t on t.app_id = m.app_id and t.group_id = m.group_id
      where m.app_id = ${appId} and m.account = ${account} and t.last_seq > 0
      on conflict (app_id, topic_id, account) do update set read_seq = excluded.read_seq
        where topic_member.read_seq < excluded.read_seq
      returning topic_id as "placeId", read_seq as "readSeq"`.execute(this.#core.db)
    for (const { placeId, readSeq } of [...groups.rows, ...topics.rows]) {
      this.#core.bus.publish('group.read', { appId, account, placeId, readSeq, sessionId })
    }
  }

  async #seatsNamed(app: App, member: Member, ids: readonly string[]): Promise<readonly Seat[]> {
    const { db } = this.#core
    const topics = ids.filter((id) => communityOf(id) !== undefined)
    const groups = ids.filter((id) => communityOf(id) === undefined)
    const [ofGroups, ofTopics] = await Promise.all([
      seatsOf(db, app, member, groups),
      topicSeatsOf(db, member, topics),
    ])
    const shown = await Promise.all(ofTopics.map((seat) => this.#sinceJoined(app, member, seat)))
    return [...ofGroups, ...shown]
  }

  /** A topic as far as the member may read back in it; places and rights are in memory mostly. */
  async #sinceJoined(app: App, { appId, account }: Member, seat: TopicSeat): Promise<Seat> {
    const { directory, permissions } = this.#core
    const place = await directory.place(appId, seat.placeId)
    const rights = await permissions.of(place, account)
    const { joinedAt, ...shown } = seat
    return readsBeforeJoin(app, place.group, rights) ? shown : { ...shown, since: joinedAt }
  }

  async #hideGroups({ appId, account }: Member, groups: readonly string[], clears: boolean) {
    const cleared = clears ? sql`, cleared_seq = g.last_seq` : sql``
    await sql`
      update group_member set hidden_seq = g.last_seq, read_seq = g.last_seq,
        pinned_at = 0 ${cleared}
      from chat_group g
      where group_member.app_id = ${appId} and group_member.account = ${account}
        and group_member.group_id in (${sql.join(groups)})
        and g.app_id = group_member.app_id and g.group_id = group_member.group_id`.execute(
      this.#core.db,
    )
  }
}

interface ReadRow {
  readonly placeId: string
  readonly readSeq: number
}

/** A conversation lives as long as its last message; a pinned one is there without any. */
function isListed(seat: Seat, start: number): boolean {
  const isAlive = seat.lastTime >= start && seat.lastTime > 0
  if (seat.pinnedAt > 0) return isAlive || seat.liftSeq === 0
  return isAlive && seat.liftSeq > seat.hiddenSeq
}

function toConversation(
  seat: Seat,
  lastMessage: WireGroupMessage | undefined,
  mentions: readonly WireMention[],
): WireConversation {
  const { groupId, placeId, type, msgFlag } = seat
  return {
    conversationId: `GROUP${placeId}`,
    userId: '',
    nick: seat.name,
    faceUrl: seat.faceUrl,
    unread: seat.unread,
    pinned: seat.pinnedAt > 0,
    lastSeq: seat.lastSeq,
    time: seat.lastTime === 0 ? seat.pinnedAt : seat.lastTime,
    peerReadSeq: 0,
    readSeq: seat.readSeq,
    ...(msgFlag === 0 ? {} : { remindType: msgFlags[msgFlag] ?? 'AcceptAndNotify' }),
    group: {
      groupId: placeId,
      ...(placeId === groupId ? {} : { communityId: groupId }),
      type,
      ...(lastMessage ? { lastMessage } : {}),
      mentions,
    },
  }
}

/** 1 the account, 2 everybody, 3 both. */
function mentionOf(row: MessageRow, account: string): readonly WireMention[] {
  const { at = [] } = decodeGroupBody(row.body)
  const kind = (at.includes(account) ? 1 : 0) | (at.includes(AT_ALL) ? 2 : 0)
  return isKind(kind) ? [{ seq: row.seq, from: row.sender, kind }] : []
}

function isKind(kind: number): kind is WireMention['kind'] {
  return kind !== 0
}
