import type { WireGroupMessage } from '@yanshu/protocol'
import { sql } from 'kysely'
import type { App } from '../../app/app.ts'
import type { Cursor } from '../../message/service.ts'
import { isNotDeleted, isShown } from '../../message/service.ts'
import type { GroupMessageRow } from '../messages/dress.ts'
import { Dresser } from '../messages/dress.ts'
import type { GroupCore } from '../service.ts'
import type { Member } from './group-conversations.ts'
import { isSeated, seesBeforeJoin } from './seats.ts'

/** A message that changed since it was sent, with the time of its newest change. */
export type ChangedGroupRow = GroupMessageRow & { readonly changed_at: number }

/** Messages of one group told in a sync: of more, clients read the history. */
const NEWEST = 200

const DISCARD = 2

/** What members missed in their groups; topics and live rooms are not told. */
export class GroupLog {
  readonly #core: GroupCore
  readonly #dresser: Dresser

  constructor(core: GroupCore) {
    this.#core = core
    this.#dresser = new Dresser(core)
  }

  /** Messages after a cursor, in the order of the log; the newest of each group. */
  async messages(
    member: Member,
    cursor: Cursor,
    limit: number,
  ): Promise<readonly GroupMessageRow[]> {
    const app = await this.#core.apps.get(member.appId)
    const { rows } = await sql<GroupMessageRow>`
      select message.*, g.group_id as "groupId", g.group_id as "placeId"
      from ${joined}
      join message on message.app_id = g.app_id and message.conversation = g.conversation
      where ${isOf(member)} and m.msg_flag <> ${sql.lit(DISCARD)} and g.top_id > ${cursor.id}
        and message.id > ${cursor.id} and message.seq > g.last_seq - ${sql.lit(NEWEST)}
        and ${await this.#isVisible(app, member)}
      order by message.id limit ${limit}`.execute(this.#core.db)
    return rows
  }

  /** Messages that changed since a time, by the time of their newest change. */
  async changed(member: Member, since: number, limit: number): Promise<readonly ChangedGroupRow[]> {
    const app = await this.#core.apps.get(member.appId)
    const { rows } = await sql<ChangedGroupRow>`
      select message.*, s.changed_at, g.group_id as "groupId", g.group_id as "placeId"
      from ${joined}
      join message_state s on s.app_id = g.app_id and s.conversation = g.conversation
      join message on message.app_id = s.app_id and message.conversation = s.conversation
        and message.seq = s.seq
      where ${isOf(member)} and g.changed_at > 0 and g.changed_at >= ${since}
        and s.changed_at >= ${since} and ${await this.#isVisible(app, member)}
      order by s.changed_at limit ${limit}`.execute(this.#core.db)
    return rows
  }

  /** True where a group of an account has a message after a cursor. */
  async isBehind(member: Member, { id }: Cursor): Promise<boolean> {
    const { rows } = await sql`
      select 1 from ${joined}
      where ${isOf(member)} and m.msg_flag <> ${sql.lit(DISCARD)} and g.top_id > ${id}
      limit 1`.execute(this.#core.db)
    return rows.length > 0
  }

  dress(rows: readonly GroupMessageRow[]): Promise<readonly WireGroupMessage[]> {
    return this.#dresser.dress(rows)
  }

  async #isVisible(app: App, { appId, account }: Member) {
    const start = await this.#core.apps.historyStart(appId)
    return sql<boolean>`message.seq > m.cleared_seq and message.seq > g.cleared_seq
      and message.time >= ${start}
      and (${seesBeforeJoin(app)} or message.time >= m.joined_at)
      and ${isShown('message', account)}
      and (m.deletions = 0 or ${isNotDeleted('message', account)})`
  }
}

const joined = sql`group_member m
  join chat_group g on g.app_id = m.app_id and g.group_id = m.group_id`

function isOf({ appId, account }: Member) {
  return sql<boolean>`m.app_id = ${appId} and m.account = ${account} and ${isSeated}`
}
