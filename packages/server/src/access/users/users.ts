import type { Kysely, Transaction } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccessKeys } from '../keys/access-keys.ts'
import type { KeyPair } from '../keys/key-pair.ts'
import type { AccessLimits } from '../limits.ts'
import { lockMembership, takeNumber } from '../numbers.ts'
import { generatePassword } from '../password-rules.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { Gate } from '../sessions/gate.ts'
import { createSessionStore } from '../sessions/session-store.ts'
import {
  changedMeanwhile,
  haveKeys,
  nameInUse,
  noKeyRight,
  noUser,
  passwordRefused,
  subUsersFull,
  tooFast,
  tooMuchHashing,
  unmodifiable,
} from './faults.ts'
import type { NewPassword, NewPasswords } from './new-password.ts'
import { createPasswordStore } from './password-store.ts'
import type { User } from './user.ts'
import { checkContact, checkUserName } from './user-rules.ts'
import type { UserChange, UserPage, UserStore } from './user-store.ts'
import { createUserStore } from './user-store.ts'

export interface UsersDeps {
  readonly db: Kysely<Schema>
  readonly keys: AccessKeys
  readonly passwords: NewPasswords
  readonly changes: PermissionChanges
  readonly limits: AccessLimits
  readonly now: Clock
  /** Told when the password of a user was set, who may then sign in again however often it failed. */
  forgive(user: string): void
}

/** A sub-user that is to be made. */
export interface WantedUser extends WantedChange {
  readonly name: string
  /** Whether it gets an access key at once. */
  readonly withKey: boolean
}

/** What is left out stays, or is empty. */
export interface WantedChange extends Omit<UserChange, 'boundaryPolicy'> {
  /** Empty for a generated one. Worth something only where the user may sign in to the console. */
  readonly password?: string | undefined
}

/** What was made, with what is told this once. */
export interface AddedUser {
  readonly user: User
  readonly password?: string | undefined
  readonly accessKey?: KeyPair | undefined
}

/** Hashings for others; people who sign in do not wait behind them. */
const HASHINGS = { running: 1, waiting: 64 }
const MINUTE = 60_000

/** The sub-users of root accounts. */
export class Users {
  readonly #deps: UsersDeps
  readonly #hashing = new Gate(HASHINGS)
  readonly #created: RateLimiter
  readonly #store: UserStore

  constructor(deps: UsersDeps) {
    this.#deps = deps
    this.#store = createUserStore(deps.db)
    this.#created = new RateLimiter(deps.now, { window: MINUTE })
  }

  /** @throws {CloudError} where a field will not do, a limit is reached, or the name is taken. */
  async add(by: Principal, wanted: WantedUser): Promise<AddedUser> {
    checkUserName(wanted.name)
    checkContact(wanted, 'InvalidParameter.ParamError')
    const { consoleLogin = false } = wanted
    if (!this.#created.take(by.ownerUin, this.#deps.limits.usersPerMinute)) throw tooFast()
    const password = consoleLogin ? wanted.password || generatePassword() : undefined
    const owner = { ...by, uin: '', isRoot: false }
    const hash = password === undefined ? '' : (await this.#hash(owner, password, '')).hash
    const { db, keys } = this.#deps
    const { user, accessKey } = await db.transaction().execute(async (trx) => {
      const made = await this.#insert(trx, by, { ...wanted, consoleLogin }, hash)
      const pair = wanted.withKey ? await keys.createOn(trx, made.uin, '') : undefined
      return { user: made, accessKey: pair }
    })
    return { user, accessKey, password: wanted.password ? undefined : password }
  }

  /**
   * Changes a sub-user; its sessions end where its password is set or its console login is taken away.
   *
   * @returns the password, where it was generated.
   * @throws {CloudError} where there is no such sub-user, or a field will not do.
   */
  async update(by: Principal, name: string, wanted: WantedChange): Promise<string | undefined> {
    checkContact(wanted, 'InvalidParameter')
    const user = await this.#subUser(by.ownerUin, name)
    const consoleLogin = wanted.consoleLogin ?? user.consoleLogin
    const turnsOn = wanted.consoleLogin === true
    const generates = turnsOn && (wanted.password === '' || (!wanted.password && !user.hasPassword))
    const password = generates ? generatePassword() : wanted.password
    const replaced = password && consoleLogin ? await this.#replacement(user, password) : undefined
    await this.#deps.db.transaction().execute(async (trx) => {
      const store = createUserStore(trx)
      if (replaced !== undefined) await this.#replace(trx, user, replaced)
      await store.update(user.uin, wanted)
      if (replaced !== undefined || !consoleLogin) await createSessionStore(trx).deleteOf(user.uin)
    })
    if (replaced !== undefined) this.#deps.forgive(name)
    return generates ? password : undefined
  }

  /**
   * Deletes a sub-user with its keys and sessions, memberships and attached policies.
   *
   * @param mayDeleteKeys - whether it goes with access keys as well; `refused` where that was wanted, and
   * the caller may not.
   * @throws {CloudError} where there is no such sub-user, or keys are in the way.
   */
  async delete(
    { ownerUin }: Principal,
    name: string,
    mayDeleteKeys: boolean | 'refused',
  ): Promise<void> {
    const { db, keys, changes } = this.#deps
    const { uin } = await this.#subUser(ownerUin, name)
    await db.transaction().execute(async (trx) => {
      await lockMembership(trx)
      if (mayDeleteKeys !== true && (await hasKeys(trx, uin))) {
        throw mayDeleteKeys === 'refused' ? noKeyRight() : haveKeys(name)
      }
      await createUserStore(trx).delete(uin)
    })
    keys.forgetUser(uin)
    changes.permissionsChanged(ownerUin)
  }

  /** One user of a root account, the root itself included. */
  async get(ownerUin: string, name: string): Promise<User> {
    const user = await this.#store.find(ownerUin, 'name', name)
    if (user === undefined) throw noUser('Name', name)
    return user
  }

  find(ownerUin: string, uin: string | number): Promise<User | undefined> {
    return this.#store.find(ownerUin, 'uin', String(uin))
  }

  list(ownerUin: string): Promise<User[]> {
    return this.#store.listSubUsers(ownerUin)
  }

  count(ownerUin: string): Promise<number> {
    return this.#store.countSubUsers(ownerUin)
  }

  /** Those of some sub-users that there are. */
  findAll(ownerUin: string, uins: readonly number[]): Promise<User[]> {
    return this.#store.findSubUsers(ownerUin, 'uin', uins.map(String))
  }

  page(ownerUin: string, page: UserPage): Promise<User[]> {
    return this.#store.page(ownerUin, page)
  }

  async #subUser(ownerUin: string, name: string): Promise<User> {
    const user = await this.get(ownerUin, name)
    if (user.uin !== ownerUin) return user
    throw unmodifiable(name)
  }

  async #insert(trx: Transaction<Schema>, by: Principal, wanted: WantedUser, hash: string) {
    const { ownerUin, appId } = by
    const store = createUserStore(trx)
    const [uin, uid] = [String(await takeNumber(trx, 'uin')), await takeNumber(trx, 'uid')]
    const { subUsers } = this.#deps.limits
    if ((await store.countSubUsers(ownerUin)) >= subUsers) throw subUsersFull(subUsers)
    const createdAt = this.#deps.now()
    const user = { ...wanted, uin, uid, ownerUin, appId, passwordHash: hash, createdAt }
    if (!(await store.insert(user))) throw nameInUse(wanted.name)
    const made = await store.find(ownerUin, 'uin', uin)
    if (made === undefined) throw new Error(`the user ${uin} was not stored`)
    return made
  }

  async #replacement(user: User, password: string) {
    const owner = { ...user, appId: 0, user: user.name, isRoot: false }
    const before = (await this.#store.findByUin(user.uin))?.passwordHash ?? ''
    return { ...(await this.#hash(owner, password, before)), before }
  }

  async #replace(
    trx: Transaction<Schema>,
    { uin, name }: User,
    made: { readonly hash: string; readonly remembered: number; readonly before: string },
  ): Promise<void> {
    const replacement = { ...made, uin, now: this.#deps.now(), needReset: false }
    if (await createPasswordStore(trx).replace(replacement)) return
    throw changedMeanwhile(name)
  }

  /** @throws {CloudError} where the password will not do. */
  async #hash(owner: Principal, password: string, before: string) {
    if (this.#hashing.full) throw tooMuchHashing()
    const { passwords } = this.#deps
    return accepted(await this.#hashing.run(() => passwords.prepare(owner, password, before)))
  }
}

function accepted(made: NewPassword) {
  if (!('fault' in made)) return made
  throw passwordRefused(made.message)
}

async function hasKeys(db: Kysely<Schema>, uin: string): Promise<boolean> {
  const query = db.selectFrom('access_key').select('secret_id').where('uin', '=', uin).limit(1)
  return (await query.executeTakeFirst()) !== undefined
}
