import { groupErrors, ImError, noticeTypes } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { lockApp } from '../../../store/lock-app.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import type { GroupCore } from '../service.ts'
import type { Operator } from './operator.ts'
import { requireRole } from './operator.ts'
import { countGroup, dayNumber } from './quotas.ts'
import type { Remains } from './remains.ts'

/** Members that are told in one go: a community of 100,000 is read in pages. */
const PAGE = 5000

/** Dissolves groups: at once for everybody, what belonged to them in steps behind. */
export class Dismisser {
  readonly #core: GroupCore
  readonly #remains: Remains

  constructor(core: GroupCore, remains: Remains) {
    this.#core = core
    this.#remains = remains
  }

  /**
   * Dissolves a group and tells its members.
   *
   * @throws {ImError} 10010; 10007 for members who may not.
   */
  async dismiss(appId: number, groupId: string, by: Operator): Promise<void> {
    const day = dayNumber(this.#core.now())
    const group = await this.#core.db
      .transaction()
      .execute((trx) => dissolve(trx, { appId, groupId }, by, day))
    this.#core.directory.changed(appId, groupId)
    await this.#tell(group, by)
    this.#core.bus.publish('group.dissolved', { appId, groupId })
    await this.#remains.begin(appId, groupId)
  }

  async #tell(group: GroupRow, by: Operator): Promise<void> {
    if (!rulesOf(group).storesMembers) await this.#tellRoom(group, by)
    for await (const accounts of this.#audience(group)) {
      await this.#core.notices.tell(group, accounts, {
        type: noticeTypes.dismissed,
        operator: by.account,
        sessionId: by.sessionId,
      })
    }
  }

  /** Who is in a live room may be very many, and hears of it by one publication. */
  async #tellRoom(group: GroupRow, by: Operator): Promise<void> {
    const saying = { type: noticeTypes.dismissed, operator: by.account }
    await this.#core.notices.tellAll(group, group.group_id, saying, by)
  }

  /** Everybody who was a member, page by page; of a live room its owner, who need not be in it. */
  async *#audience(group: GroupRow): AsyncIterable<readonly string[]> {
    const { app_id: appId, group_id: groupId } = group
    if (!rulesOf(group).storesMembers) {
      const { owner } = group
      if (owner !== '' && !this.#core.seams.live.isIn(group, owner)) yield [owner]
      return
    }
    let after = ''
    for (;;) {
      const rows = await this.#core.members.standings(appId, groupId, after, PAGE)
      const last = rows.at(-1)
      if (!last) return
      yield rows.map(({ account }) => account)
      after = last.account
    }
  }
}

async function dissolve(
  trx: Kysely<Schema>,
  { appId, groupId }: { readonly appId: number; readonly groupId: string },
  by: Operator,
  day: number,
): Promise<GroupRow> {
  await lockApp(trx, appId)
  const group = await lockGroup(trx, { app_id: appId, group_id: groupId })
  if (!group) throw new ImError(groupErrors.noGroup, groupId)
  await requireRole(trx, group, by, 'dismisses')
  await trx
    .deleteFrom('chat_group')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .execute()
  // The group's conversation bears its id until what is called by it is removed.
  await trx
    .updateTable('conversation')
    .set({ kind: 'gone', b: String(group.conversation) })
    .where('id', '=', group.conversation)
    .execute()
  await trx
    .updateTable('conversation')
    .set({ kind: 'gone', a: '', b: sql<string>`cast(id as text)` })
    .where('id', 'in', (query) =>
      query
        .selectFrom('topic')
        .select('conversation')
        .where('app_id', '=', appId)
        .where('group_id', '=', groupId),
    )
    .execute()
  if (!rulesOf(group).storesMembers) await removeAdministrators(trx, group)
  await countGroup(trx, appId, { type: group.type, by: -1, day, grows: true })
  return group
}

/** The rows of a live room, which are counted nowhere. */
async function removeAdministrators(trx: Kysely<Schema>, group: GroupRow): Promise<void> {
  await trx
    .deleteFrom('group_member')
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .execute()
}
