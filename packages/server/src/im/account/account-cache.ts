import type { Account } from './account.ts'

/** Accounts kept in memory; a miss costs one read by primary key. */
const MOST = 200_000

/** Accounts by app and UserID. Two maps and not one with a joined key: a look-up builds no text. */
export class AccountCache {
  readonly #byApp = new Map<number, Map<string, Account>>()
  #count = 0

  get(appId: number, userId: string): Account | undefined {
    return this.#byApp.get(appId)?.get(userId)
  }

  set(account: Account): void {
    if (this.#count >= MOST) this.#clear()
    const accounts = this.#byApp.get(account.appId) ?? new Map<string, Account>()
    this.#byApp.set(account.appId, accounts)
    if (!accounts.has(account.userId)) this.#count += 1
    accounts.set(account.userId, account)
  }

  delete(appId: number, userId: string): void {
    if (this.#byApp.get(appId)?.delete(userId)) this.#count -= 1
  }

  deleteApp(appId: number): void {
    this.#count -= this.#byApp.get(appId)?.size ?? 0
    this.#byApp.delete(appId)
  }

  #clear(): void {
    this.#byApp.clear()
    this.#count = 0
  }
}
