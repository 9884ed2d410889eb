import { groupErrors, ImError, noticeTypes } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { lockApp } from '../../../store/lock-app.ts'
import type { Schema } from '../../../store/schema.ts'
import type { App } from '../../app/app.ts'
import type { GroupRow } from '../group.ts'
import { accountsWithoutRoom } from '../members/joined.ts'
import type { NewMember } from '../members/member-writes.ts'
import { insertMembers } from '../members/member-writes.ts'
import type { GroupCore } from '../service.ts'
import { writeAttributes } from '../service.ts'
import { judgeNewGroup } from './new-group-check.ts'
import type { Founding, Making, NewGroup } from './new-group.ts'
import { firstMembers, groupRow } from './new-group.ts'
import { checkRoom, countGroup, dayNumber, readCounts } from './quotas.ts'
import { hasRemains } from './remains-rows.ts'
import type { Remains } from './remains.ts'

/** A group that was made. */
export interface Created {
  readonly group: GroupRow
  /** Members who were left out because they are in too many groups. */
  readonly overLimit: readonly string[]
}

/** Somebody dissolved a group of the same id, and what belonged to it is still there. */
const REMAINS = Symbol('remains')

/** Makes groups, within what the plan of their app allows. */
export class GroupCreator {
  readonly #core: GroupCore
  readonly #remains: Remains

  constructor(core: GroupCore, remains: Remains) {
    this.#core = core
    this.#remains = remains
  }

  /**
   * Makes a group with its owner and its first members, and tells the owner's devices.
   *
   * @throws {ImError} 10004, 10006, 10007, 10021, 10036, 10037, 10038, 10045–10048, 10058, 11000, and
   * what `founding` says for ids, accounts and the plan.
   */
  async create(appId: number, wanted: NewGroup, founding: Founding): Promise<Created> {
    const app = await this.#core.apps.get(appId)
    const making = judgeNewGroup(app, wanted, founding, this.#core.now())
    const first = firstMembers(wanted, making.now)
    await this.#requireAccounts(appId, wanted, first, founding)
    const created = await this.#write(app, { wanted, founding, making, first })
    await this.#tell(created.group, founding)
    return created
  }

  async #write(app: App, draft: Draft): Promise<Created> {
    for (;;) {
      const done = await this.#core.db.transaction().execute((trx) => write(trx, app, draft))
      if (done !== REMAINS) return done
      await this.#remains.clear(app.appId, draft.making.groupId)
    }
  }

  async #requireAccounts(
    appId: number,
    { owner }: NewGroup,
    first: readonly NewMember[],
    { errors }: Founding,
  ): Promise<void> {
    const named = first.map(({ account }) => account)
    const ids = owner === '' ? named : [owner, ...named]
    const known = await this.#core.accounts.findMany(appId, ids)
    const unknown = ids.find((id) => !known.has(id))
    if (unknown !== undefined) throw new ImError(errors.unknownAccount, unknown)
  }

  async #tell(group: GroupRow, { isImported, operator, sessionId }: Founding): Promise<void> {
    const { app_id: appId, group_id: groupId, owner } = group
    const { bus, directory, notices } = this.#core
    directory.changed(appId, groupId)
    bus.publish('group.created', { appId, groupId })
    if (isImported || owner === '') return
    await notices.tell(group, [owner], { type: noticeTypes.created, operator, sessionId })
  }
}

interface Draft {
  readonly wanted: NewGroup
  readonly founding: Founding
  readonly making: Making
  readonly first: readonly NewMember[]
}

async function write(
  trx: Kysely<Schema>,
  app: App,
  { wanted, founding, making, first }: Draft,
): Promise<Created | typeof REMAINS> {
  const { appId } = app
  const { quotas } = app.plan
  await lockApp(trx, appId)
  await requireFreeId(trx, appId, wanted, { founding, making })
  if (await hasRemains(trx, appId, making.groupId)) return REMAINS
  const day = dayNumber(making.now)
  checkRoom(quotas, await readCounts(trx, appId, day), wanted.type, founding.isImported)
  const ids = first.map(({ account }) => account)
  const full = await accountsWithoutRoom(trx, appId, ids, quotas.joinedGroups)
  const overLimit = ids.filter((id) => full.has(id))
  const refused = founding.leavesOut ? overLimit.filter((id) => id === wanted.owner) : overLimit
  if (refused.length > 0) throw new ImError(groupErrors.tooManyGroupsOfUser, refused.join(', '))
  const members = first.filter(({ account }) => !full.has(account))
  const row = groupRow(appId, wanted, making)
  if (row.max_members > making.cap.most || members.length > row.max_members) {
    throw new ImError(groupErrors.tooManyMembers, `at most ${making.cap.most}`)
  }
  const conversation = await newConversation(trx, appId, making.groupId)
  const group = await trx
    .insertInto('chat_group')
    .values({ ...row, conversation })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertMembers(trx, group, members)
  const set = new Map(Object.entries(wanted.attributes ?? {}))
  if (set.size > 0) await writeAttributes(trx, group, { set, deleted: [] }, 1)
  await countGroup(trx, appId, { type: wanted.type, by: 1, day, grows: !founding.isImported })
  return { group: { ...group, members: members.length }, overLimit }
}

async function requireFreeId(
  trx: Kysely<Schema>,
  appId: number,
  { owner }: NewGroup,
  { founding, making }: Pick<Draft, 'founding' | 'making'>,
): Promise<void> {
  const taken = await trx
    .selectFrom('chat_group')
    .select('owner')
    .where('app_id', '=', appId)
    .where('group_id', '=', making.groupId)
    .executeTakeFirst()
  if (!taken) return
  const isOwn = owner !== '' && taken.owner === owner
  throw new ImError(isOwn ? founding.errors.ownId : groupErrors.idTaken, making.groupId)
}

/** The number by which the log knows a new group or topic. */
async function newConversation(trx: Kysely<Schema>, appId: number, id: string): Promise<number> {
  const row = await trx
    .insertInto('conversation')
    .values({ app_id: appId, kind: 'group', a: id, b: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
