import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccessLimits } from '../limits.ts'
import { lockMembership, takeNumber } from '../numbers.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { noUser } from '../users/faults.ts'
import type { User } from '../users/user.ts'
import { createUserStore } from '../users/user-store.ts'
import type { MissingGroupCode } from './faults.ts'
import {
  groupsFull,
  groupsOfUserFull,
  nameIllegal,
  nameInUse,
  noGroup,
  nobodyNamed,
  usersFull,
} from './faults.ts'
import type { Counted, Membership, Slice, UserGroupChange, UserGroupStore } from './group-store.ts'
import { createUserGroupStore } from './group-store.ts'
import type { UserGroup } from './user-group.ts'

export interface UserGroupsDeps {
  readonly db: Kysely<Schema>
  readonly changes: PermissionChanges
  readonly limits: AccessLimits
  readonly now: Clock
}

/** A sub-user by its uin, or else by its short number. */
export interface UserReference {
  readonly uin?: number | undefined
  readonly uid?: number | undefined
}

/** A user and a group that it is to be in, or not. */
export interface Pair extends UserReference {
  readonly groupId: number
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const NAME = /^[^\u0000-\u001f\u007f]{1,64}$/

/** The user groups of root accounts, and who is in them. */
export class UserGroups {
  readonly #deps: UserGroupsDeps
  readonly #store: UserGroupStore

  constructor(deps: UserGroupsDeps) {
    this.#deps = deps
    this.#store = createUserGroupStore(deps.db)
  }

  /** @throws {CloudError} where the name will not do or is taken, or there are too many groups. */
  async create(ownerUin: string, name: string, remark: string): Promise<number> {
    checkName(name)
    const { now, limits } = this.#deps
    return this.#locked(async (trx) => {
      const groupId = await takeNumber(trx, 'group')
      const store = createUserGroupStore(trx)
      if ((await store.count(ownerUin)) >= limits.userGroups) throw groupsFull(limits.userGroups)
      const group = { groupId, ownerUin, name, remark, createdAt: now() }
      if (!(await store.insert(group))) throw nameInUse(name)
      return groupId
    })
  }

  async update(ownerUin: string, groupId: number, change: UserGroupChange): Promise<void> {
    if (change.name !== undefined) checkName(change.name)
    await this.#locked(async (trx) => {
      const store = createUserGroupStore(trx)
      await getGroups(store, ownerUin, [groupId])
      if (!(await store.update(ownerUin, groupId, change))) throw nameInUse(change.name ?? '')
    })
  }

  async delete(ownerUin: string, groupId: number): Promise<void> {
    await this.#locked(async (trx) => {
      if (!(await createUserGroupStore(trx).delete(ownerUin, groupId))) throw noGroup(groupId)
    })
    this.#deps.changes.permissionsChanged(ownerUin)
  }

  async get(ownerUin: string, groupId: number): Promise<UserGroup> {
    const [group] = await getGroups(this.#store, ownerUin, [groupId])
    if (group === undefined) throw noGroup(groupId)
    return group
  }

  list(ownerUin: string, keyword: string, slice: Slice): Promise<Counted<UserGroup>> {
    // PostgreSQL cannot bind a NUL, and no name has one.
    if (keyword.includes('\0')) return Promise.resolve({ total: 0, items: [] })
    return this.#store.page(ownerUin, keyword, slice)
  }

  async members(ownerUin: string, groupId: number, slice: Slice): Promise<Counted<User>> {
    await this.get(ownerUin, groupId)
    return this.#store.members(groupId, slice)
  }

  async groupsOf(
    ownerUin: string,
    reference: UserReference,
    slice: Slice,
  ): Promise<Counted<UserGroup>> {
    const [uin = ''] = await findUsers(this.#deps.db, ownerUin, [reference])
    return this.#store.groupsOf(uin, slice)
  }

  counts(ownerUin: string): Promise<readonly [groups: number, members: number]> {
    return Promise.all([this.#store.count(ownerUin), this.#store.countMembers(ownerUin)])
  }

  /** Adds users to groups: all of them, or none where a limit would be passed. */
  async join(ownerUin: string, pairs: readonly Pair[]): Promise<void> {
    await this.#locked(async (trx) => {
      const memberships = await findMemberships(trx, ownerUin, pairs)
      const store = createUserGroupStore(trx)
      await store.join(memberships, this.#deps.now())
      await this.#checkLimits(store, memberships)
    })
    this.#deps.changes.permissionsChanged(ownerUin)
  }

  /** Those of some pairs that are in the group. */
  async present(ownerUin: string, pairs: readonly Pair[]): Promise<readonly Membership[]> {
    const { db } = this.#deps
    return this.#store.present(await findMemberships(db, ownerUin, pairs))
  }

  async leave(ownerUin: string, pairs: readonly Pair[]): Promise<void> {
    await this.#locked(async (trx) => {
      const memberships = await findMemberships(trx, ownerUin, pairs)
      await createUserGroupStore(trx).leave(memberships)
    })
    this.#deps.changes.permissionsChanged(ownerUin)
  }

  /** Asked after the users joined: what was too much is undone with the transaction. */
  async #checkLimits(store: UserGroupStore, memberships: readonly Membership[]): Promise<void> {
    const { usersOfGroup, groupsOfUser } = this.#deps.limits
    for (const [groupId, size] of await store.sizes(memberships.map((pair) => pair.groupId))) {
      if (size > usersOfGroup) throw usersFull(groupId, usersOfGroup)
    }
    for (const [uin, count] of await store.groupCounts(memberships.map((pair) => pair.uin))) {
      if (count > groupsOfUser) throw groupsOfUserFull(uin, groupsOfUser)
    }
  }

  #locked<Result>(change: (trx: Transaction<Schema>) => Promise<Result>): Promise<Result> {
    return this.#deps.db.transaction().execute(async (trx) => {
      await lockMembership(trx)
      return change(trx)
    })
  }
}

function checkName(name: string): void {
  if (!NAME.test(name) || name.trim() === '') throw nameIllegal()
}

/** @throws {CloudError} that names the first group that is not there. */
async function getGroups(
  store: UserGroupStore,
  ownerUin: string,
  groupIds: readonly number[],
  code?: MissingGroupCode,
): Promise<UserGroup[]> {
  const found = await store.find(ownerUin, groupIds)
  const known = new Set(found.map(({ groupId }) => groupId))
  const missing = groupIds.find((groupId) => !known.has(groupId))
  if (missing !== undefined) throw noGroup(missing, code)
  return found
}

async function findMemberships(
  db: Kysely<Schema>,
  ownerUin: string,
  pairs: readonly Pair[],
): Promise<readonly Membership[]> {
  const groupIds = pairs.map(({ groupId }) => groupId)
  await getGroups(createUserGroupStore(db), ownerUin, groupIds, 'InvalidParameter.GroupNotExist')
  const uins = await findUsers(db, ownerUin, pairs)
  return pairs.map(({ groupId }, at) => ({ groupId, uin: uins[at] ?? '' }))
}

/** The uin of each reference, in their order. @throws {CloudError} for who is no sub-user. */
async function findUsers(
  db: Kysely<Schema>,
  ownerUin: string,
  references: readonly UserReference[],
): Promise<readonly string[]> {
  const store = createUserStore(db)
  const uins = references.flatMap(({ uin }) => (uin === undefined ? [] : [String(uin)]))
  const uids = references.flatMap(({ uin, uid }) => (uin === undefined && uid ? [uid] : []))
  const byUin = await store.findSubUsers(ownerUin, 'uin', uins)
  const byUid = await store.findSubUsers(ownerUin, 'uid', uids)
  const known = new Map<string, string>([
    ...byUin.map(({ uin }) => [`uin ${uin}`, uin] as const),
    ...byUid.map(({ uin, uid }) => [`uid ${uid}`, uin] as const),
  ])
  return references.map(({ uin, uid }) => {
    if (uin === undefined && uid === undefined) throw nobodyNamed()
    const found = known.get(uin === undefined ? `uid ${uid}` : `uin ${uin}`)
    if (found !== undefined) return found
    throw uin === undefined ? noUser('Uid', uid ?? 0) : noUser('Uin', uin)
  })
}
