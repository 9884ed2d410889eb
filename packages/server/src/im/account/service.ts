import { accountErrors, ImError, isUserId } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { App } from '../app/app.ts'
import type { AppService } from '../app/service.ts'
import type { Account } from './account.ts'
import { AccountCache } from './account-cache.ts'
import { BUILT_IN, MOST_ADMINISTRATORS } from './account.ts'
import type { ImportFailure, NewAccount } from './import-check.ts'
import { failure, sortOut } from './import-check.ts'
import { toAccount } from './account-row.ts'
import type { AccountChange, AccountFilter, AccountRow, AccountStore } from './store.ts'

/** How long a deleted UserID of a paid app may not come back (删除账号). */
const QUARANTINE = 90 * 86_400_000

export type { AccountSnapshot } from './snapshots.ts'

export interface AccountServiceDeps {
  readonly store: AccountStore
  readonly apps: AppService
  readonly bus: Bus
  readonly now: Clock
  /** Resolves when the positions of accounts follow every message sent so far. */
  positionsSettled(): Promise<void>
}

/** Removes what an account has elsewhere. */
type Leaving = (appId: number, userId: string) => Promise<void>

/** Accounts of apps: who exists, what their profile is, whose UserSigs are void. */
export class AccountService {
  readonly #deps: AccountServiceDeps
  readonly #cache = new AccountCache()
  readonly #beforeDeletion: Leaving[] = []
  #changes = 0

  constructor(deps: AccountServiceDeps) {
    this.#deps = deps
  }

  /** Has something done for every account that is about to be deleted. */
  beforeDeletion(leave: Leaving): void {
    this.#beforeDeletion.push(leave)
  }

  /** The account where it is in memory already; says nothing about those that are not. */
  known(appId: number, userId: string): Account | undefined {
    return this.#cache.get(appId, userId)
  }

  async find(appId: number, userId: string): Promise<Account | undefined> {
    const known = this.known(appId, userId)
    if (known) return known
    if (!isUserId(userId)) return undefined
    const changes = this.#changes
    const row = await this.#deps.store.find(appId, userId)
    return row && this.#keep(toAccount(row), changes)
  }

  /** Those of the accounts that exist, by UserID. */
  async findMany(appId: number, userIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    const found = new Map<string, Account>()
    const missing: string[] = []
    for (const userId of new Set(userIds)) {
      const known = this.known(appId, userId)
      if (known) found.set(userId, known)
      // What is no UserID is nobody's, and may hold what PostgreSQL does not take as text.
      else if (isUserId(userId)) missing.push(userId)
    }
    const changes = this.#changes
    for (const row of await this.#deps.store.findMany(appId, missing)) {
      found.set(row.user_id, this.#keep(toAccount(row), changes))
    }
    return found
  }

  /**
   * Imports one account; one that exists keeps what it has but for a nick or avatar given now.
   *
   * @throws {ImError} 70402, 40601, 70398 over the plan's cap, 70399 for a UserID deleted lately.
   */
  async import(appId: number, account: NewAccount): Promise<void> {
    const [failure] = await this.importMany(appId, [account])
    if (failure) throw failure.error
  }

  /** Imports accounts; answers those that could not be. */
  async importMany(
    appId: number,
    accounts: readonly NewAccount[],
  ): Promise<readonly ImportFailure[]> {
    const app = await this.#deps.apps.get(appId)
    const { good, failures } = sortOut(accounts)
    const returned = await this.#quarantined(app, good)
    const welcome = good.filter(({ userId }) => !returned.has(userId))
    const capped = await this.#insert(app, welcome)
    return [
      ...failures,
      ...[...returned].map((userId) => failure(userId, accountErrors.deletedRecently)),
      ...capped.map((userId) => failure(userId, accountErrors.accountCap)),
    ]
  }

  /** Creates an account that must not exist yet; false where it does. */
  async create(appId: number, account: NewAccount): Promise<boolean> {
    if (await this.find(appId, account.userId)) return false
    await this.import(appId, account)
    return true
  }

  /** @throws {ImError} 70107 where the account is not imported. */
  async revoke(appId: number, userId: string): Promise<void> {
    await this.change(appId, userId, { revoked_at: toSeconds(this.#deps.now()) })
    this.#deps.bus.publish('account.revoked', { appId, userId })
  }

  /** Writes fields of an account. @throws {ImError} 70107. */
  async change(appId: number, userId: string, change: AccountChange): Promise<void> {
    const changed = await this.#deps.store.change(appId, userId, change)
    this.#forget(appId, userId)
    if (!changed) throw new ImError(accountErrors.notImported, userId)
  }

  /** Writes fields by what the account holds at that moment. @throws {ImError} 70107. */
  async changeBy(
    appId: number,
    userId: string,
    decide: (account: Account) => AccountChange,
  ): Promise<Account> {
    const row = await this.#deps.store.changeBy(appId, userId, (row) => decide(toAccount(row)))
    this.#forget(appId, userId)
    if (!row) throw new ImError(accountErrors.notImported, userId)
    return toAccount(row)
  }

  /** Makes an account an administrator; false where the app has ten already. */
  async promote(appId: number, userId: string): Promise<boolean> {
    const promoted = await this.#deps.store.promote(appId, userId, MOST_ADMINISTRATORS)
    this.#forget(appId, userId)
    return promoted
  }

  /**
   * Deletes accounts for good; answers which were there. The built-in administrator stays.
   *
   * @throws {ImError} 71000 where the plan of the app does not let its accounts be deleted.
   */
  async delete(appId: number, userIds: readonly string[]): Promise<ReadonlySet<string>> {
    const app = await this.#deps.apps.get(appId)
    if (!(app.plan.freeDeletion || app.conf.AccountDeletion))
      throw new ImError(accountErrors.deleteRefused)
    const wanted = userIds.filter((userId) => userId !== BUILT_IN)
    if (wanted.length === 0) return new Set()
    await this.#leave(appId, wanted)
    await this.#deps.positionsSettled()
    const gone = await this.#deps.store.delete(appId, wanted, this.#deps.now())
    for (const userId of gone) {
      this.#forget(appId, userId)
      this.#deps.bus.publish('account.deleted', { appId, userId })
    }
    return new Set(gone)
  }

  async #leave(appId: number, userIds: readonly string[]): Promise<void> {
    for (const userId of (await this.findMany(appId, userIds)).keys()) {
      for (const leave of this.#beforeDeletion) await leave(appId, userId)
    }
  }

  async page(appId: number, filter: AccountFilter, offset: number, limit: number) {
    const [total, rows] = await Promise.all([
      this.#deps.store.count(appId, filter),
      this.#deps.store.page(appId, filter, offset, limit),
    ])
    return { total, accounts: rows.map((row) => toAccount(row)) }
  }

  count(appId: number): Promise<number> {
    return this.#deps.store.count(appId, { prefix: '', type: undefined })
  }

  async counts(appId: number): Promise<{ all: number; administrators: number }> {
    const [all, administrators] = await Promise.all([
      this.count(appId),
      this.#deps.store.count(appId, { prefix: '', type: 'administrator' }),
    ])
    return { all, administrators }
  }

  /** Drops what is in memory of an app's accounts. */
  forgetApp(appId: number): void {
    this.#changes += 1
    this.#cache.deleteApp(appId)
  }

  async #insert(app: App, accounts: readonly NewAccount[]): Promise<readonly string[]> {
    if (accounts.length === 0) return []
    const rows = accounts.map((account) => this.#newRow(app.appId, account))
    const inserted = await this.#deps.store.insertMissing(
      app.appId,
      rows,
      app.plan.quotas.accounts ?? undefined,
    )
    if (inserted === undefined) return this.#insertOneByOne(app, accounts)
    this.#tellCreated(app, inserted.length)
    const fresh = new Set(inserted)
    await this.#update(
      app.appId,
      accounts.filter(({ userId }) => !fresh.has(userId)),
    )
    return []
  }

  /** Near the cap some of a batch fit and the rest do not. */
  async #insertOneByOne(app: App, accounts: readonly NewAccount[]): Promise<readonly string[]> {
    const capped: string[] = []
    const existing: NewAccount[] = []
    for (const account of accounts) {
      const row = this.#newRow(app.appId, account)
      const inserted = await this.#deps.store.insertMissing(
        app.appId,
        [row],
        app.plan.quotas.accounts ?? undefined,
      )
      if (inserted === undefined) capped.push(account.userId)
      else if (inserted.length === 0) existing.push(account)
      else this.#tellCreated(app, 1)
    }
    await this.#update(app.appId, existing)
    return capped
  }

  #tellCreated({ appId }: App, count: number): void {
    if (count > 0) this.#deps.bus.publish('accounts.created', { appId, count })
  }

  async #update(appId: number, accounts: readonly NewAccount[]): Promise<void> {
    const given = accounts.filter(
      ({ nick, faceUrl }) => nick !== undefined || faceUrl !== undefined,
    )
    if (given.length === 0) return
    const stored = await this.#deps.store.findMany(
      appId,
      given.map(({ userId }) => userId),
    )
    const byId = new Map(given.map((account) => [account.userId, account]))
    const rows = stored.map((row) => {
      const account = byId.get(row.user_id)
      const { nick = row.nick, faceUrl = row.face_url } = account ?? {}
      return { ...row, nick, face_url: faceUrl, profile_changed_at: this.#deps.now() }
    })
    if (rows.length > 0) await this.#deps.store.setNames(appId, rows)
    for (const { user_id } of rows) this.#forget(appId, user_id)
  }

  async #quarantined(app: App, accounts: readonly NewAccount[]): Promise<ReadonlySet<string>> {
    if (app.plan.freeDeletion) return new Set()
    const ids = accounts.map(({ userId }) => userId)
    const since = this.#deps.now() - QUARANTINE
    return new Set(await this.#deps.store.deletedSince(app.appId, ids, since))
  }

  #newRow(appId: number, account: NewAccount): AccountRow {
    return {
      app_id: appId,
      user_id: account.userId,
      type: 'ordinary',
      nick: account.nick ?? '',
      face_url: account.faceUrl ?? '',
      profile: '{}',
      created_at: this.#deps.now(),
      revoked_at: 0,
      muted_until: 0,
      group_muted_until: 0,
      profile_changed_at: 0,
    }
  }

  #keep(account: Account, changes: number): Account {
    // A change that came while the row was read may not be in it: do not remember it then.
    if (changes !== this.#changes) return account
    this.#cache.set(account)
    return account
  }

  #forget(appId: number, userId: string): void {
    this.#changes += 1
    this.#cache.delete(appId, userId)
  }
}
