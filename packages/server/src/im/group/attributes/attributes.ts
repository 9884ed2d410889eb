import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import { RateLimiter } from '../../../calls/rate-limiter.ts'
import type { Clock } from '../../../clock.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { AttributeChange } from './rules.ts'
import { applyChange, differenceOf } from './rules.ts'
import type { AttributeState } from './store.ts'
import { readAttributes, writeAttributes } from './store.ts'

/** Writes of one group in a second, of all kinds together (群自定义属性). */
const WRITES_PER_SECOND = 5

/** On whose behalf attributes change; nobody's for an administrator of the app. */
export interface AttributeWriter {
  readonly account?: string | undefined
  /** The connection it is done on, which learns of it by its answer. */
  readonly sessionId?: string | undefined
  /** What a client knows of the attributes; administrators of the app overwrite. */
  readonly sequence?: number | undefined
}

export interface AttributesDeps {
  readonly db: Kysely<Schema>
  readonly rosters: Pick<Rosters, 'of'>
  readonly bus: Bus
  readonly now: Clock
}

/** The attributes of groups (群自定义属性): a few values by key that all members share. */
export class GroupAttributes {
  readonly #deps: AttributesDeps
  readonly #rate: RateLimiter

  constructor(deps: AttributesDeps) {
    this.#deps = deps
    this.#rate = new RateLimiter(deps.now)
  }

  /** @throws {ImError} 10010. */
  async read(group: GroupRow): Promise<AttributeState> {
    const state = await readAttributes(this.#deps.db, group)
    if (!state) throw new ImError(groupErrors.noGroup, group.group_id)
    return state
  }

  /**
   * Changes the attributes of a group and tells its members.
   *
   * @returns the sequence of the attributes as they are then.
   * @throws {ImError} 10010, 10045 to 10050, and 10056 where the writer knows older attributes and
   * its change is not what they are anyway.
   */
  async write(group: GroupRow, change: AttributeChange, writer: AttributeWriter): Promise<number> {
    const { db, rosters, bus } = this.#deps
    const { app_id: appId, group_id: groupId } = group
    if (!this.#rate.take(`${appId}/${groupId}`, WRITES_PER_SECOND)) {
      throw new ImError(groupErrors.attributeRate)
    }
    // Before the change, so that changes are told in their order.
    await gatherListeners(rosters, group)
    const { state, isNew } = await db
      .transaction()
      .execute((trx) => changeAttributes(trx, group, change, writer))
    if (isNew) {
      bus.publish('group.attributesChanged', {
        appId,
        groupId,
        attributes: Object.fromEntries(state.attributes),
        sequence: state.sequence,
        account: writer.account,
        sessionId: writer.sessionId,
      })
    }
    return state.sequence
  }
}

async function changeAttributes(
  trx: Kysely<Schema>,
  group: GroupRow,
  change: AttributeChange,
  { sequence }: AttributeWriter,
): Promise<{ readonly state: AttributeState; readonly isNew: boolean }> {
  const locked = await lockGroup(trx, group)
  const state = locked && (await readAttributes(trx, group))
  if (!state) throw new ImError(groupErrors.noGroup, group.group_id)
  const isOld = sequence !== undefined && sequence !== state.sequence
  // Somebody else may have deleted what this one wants to: the conflict is what it is to hear.
  if (isOld && change.kind === 'delete') throw new ImError(groupErrors.attributeConflict)
  const attributes = applyChange(state.attributes, change)
  const difference = differenceOf(state.attributes, attributes)
  if (!difference) return { state, isNew: false }
  if (isOld) throw new ImError(groupErrors.attributeConflict)
  const next = { attributes, sequence: state.sequence + 1 }
  await writeAttributes(trx, group, difference, next.sequence)
  return { state: next, isNew: true }
}
