import { ImError, isUserId, messageErrors, pushErrors } from '@yanshu/protocol'
import type { AccountService } from '../account/service.ts'
import type { LabelStore } from './label-store.ts'
import type { AttrName } from './rules.ts'
import {
  attrNameOf,
  checkAccounts,
  checkAttrText,
  checkTags,
  mergeNames,
  MOST_TAGS_OF_ACCOUNT,
  slotOf,
} from './rules.ts'

export interface TagsOf {
  readonly userId: string
  readonly tags: readonly string[]
}

export interface AttrsOf {
  readonly userId: string
  readonly attrs: Readonly<Record<string, string>>
}

/** An account whose attributes could not be set. */
export interface AttrFailure {
  readonly userId: string
  readonly error: ImError
}

/** Tags and attributes by which pushes find accounts. */
export class Labels {
  readonly #store: LabelStore
  readonly #accounts: AccountService

  constructor(store: LabelStore, accounts: AccountService) {
    this.#store = store
    this.#accounts = accounts
  }

  names(appId: number): Promise<readonly AttrName[]> {
    return this.#store.names(appId)
  }

  /** Names slots; the others stay. @throws {ImError} 90030, 90033. */
  async setNames(
    appId: number,
    names: Readonly<Record<string, string>>,
    types: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    const change = Object.entries(names).map(([slot, name]) => ({
      ...attrNameOf(slot, name),
      type: types[slot],
    }))
    if (Object.keys(types).some((slot) => !(slot in names))) throw new ImError(pushErrors.badAttr)
    if (change.length === 0) throw new ImError(messageErrors.badFormat, 'AttrNames is empty')
    const merged = mergeNames(await this.#store.names(appId), change)
    const changed = new Set(change.map(({ slot }) => slot))
    await this.#store.setNames(
      appId,
      merged.filter(({ slot }) => changed.has(slot)),
    )
  }

  async attrs(appId: number, users: readonly string[]): Promise<readonly AttrsOf[]> {
    checkAccounts(users)
    const names = new Map((await this.#store.names(appId)).map(({ slot, name }) => [slot, name]))
    // What is no UserID is nobody's, and may hold what PostgreSQL does not take as text.
    const known = users.filter(isUserId)
    const rows = known.length === 0 ? [] : await this.#store.attrs(appId, known)
    const byUser = Map.groupBy(rows, (row) => row.user_id)
    return users.map((userId) => ({
      userId,
      attrs: Object.fromEntries(
        (byUser.get(userId) ?? []).map(({ slot, value }) => [
          names.get(slot) ?? String(slot),
          value,
        ]),
      ),
    }))
  }

  /**
   * Sets attributes of accounts; answers those that are not there or of another type.
   *
   * @throws {ImError} 90018, 90030, 90033.
   */
  async setAttrs(appId: number, wanted: readonly AttrsOf[]): Promise<readonly AttrFailure[]> {
    checkAccounts(wanted)
    const names = await this.#store.names(appId)
    const entries = wanted.map(({ userId, attrs }) => ({
      userId,
      values: Object.entries(attrs).map(([name, value]) => {
        checkAttrText(value)
        return { ...slotOf(names, name), value }
      }),
    }))
    const known = await this.#accounts.findMany(
      appId,
      wanted.map(({ userId }) => userId),
    )
    const failures = new Map<string, AttrFailure>()
    for (const { userId, values } of entries) {
      const row = known.has(userId) ? pushErrors.otherAccountType : messageErrors.unknownAccount
      const good = known.has(userId) && values.every(({ type }) => type === 0)
      if (!good) failures.set(userId, { userId, error: new ImError(row, userId.slice(0, 32)) })
    }
    const rows = new Map(
      entries
        .filter(({ userId }) => !failures.has(userId))
        .flatMap(({ userId, values }) => values.map((one) => ({ userId, ...one })))
        .map(({ userId, slot, value }) => [`${slot}${userId}`, { user_id: userId, slot, value }]),
    )
    if (rows.size > 0) await this.#store.setAttrs(appId, [...rows.values()])
    return [...failures.values()]
  }

  /** @throws {ImError} 90018, 90033. */
  async removeAttrs(
    appId: number,
    wanted: readonly { readonly userId: string; readonly names: readonly string[] }[],
  ): Promise<void> {
    checkAccounts(wanted)
    const names = await this.#store.names(appId)
    const rows = wanted.flatMap(({ userId, names: removed }) =>
      removed.map((name) => ({ user_id: userId, slot: slotOf(names, name).slot })),
    )
    const good = rows.filter(({ user_id }) => isUserId(user_id))
    if (good.length > 0) await this.#store.removeAttrs(appId, good)
  }

  async tags(appId: number, users: readonly string[]): Promise<readonly TagsOf[]> {
    checkAccounts(users)
    const known = users.filter(isUserId)
    const rows = known.length === 0 ? [] : await this.#store.tags(appId, known)
    const byUser = Map.groupBy(rows, (row) => row.user_id)
    return users.map((userId) => ({
      userId,
      tags: (byUser.get(userId) ?? []).map(({ tag }) => tag),
    }))
  }

  /** @throws {ImError} 90018, 90032, 90034, 90040, 90048. */
  async addTags(appId: number, wanted: readonly TagsOf[]): Promise<void> {
    checkAccounts(wanted)
    for (const { tags } of wanted) checkTags(tags)
    const users = wanted.map(({ userId }) => userId)
    const known = await this.#accounts.findMany(appId, users)
    const stranger = users.find((userId) => !known.has(userId))
    if (stranger !== undefined) {
      throw new ImError(messageErrors.unknownAccount, stranger.slice(0, 32))
    }
    const before = await this.#store.tags(appId, users)
    const after = new Map(users.map((userId) => [userId, new Set<string>()]))
    for (const { user_id, tag } of before) after.get(user_id)?.add(tag)
    for (const { userId, tags } of wanted) for (const tag of tags) after.get(userId)?.add(tag)
    if ([...after.values()].some(({ size }) => size > MOST_TAGS_OF_ACCOUNT)) {
      throw new ImError(pushErrors.tooManyTags)
    }
    await this.#store.addTags(appId, toRows(wanted))
  }

  /** @throws {ImError} 90018, 90032, 90034, 90040. */
  async removeTags(appId: number, wanted: readonly TagsOf[]): Promise<void> {
    checkAccounts(wanted)
    for (const { tags } of wanted) checkTags(tags)
    const rows = toRows(wanted.filter(({ userId }) => isUserId(userId)))
    if (rows.length > 0) await this.#store.removeTags(appId, rows)
  }

  async removeAllTags(appId: number, users: readonly string[]): Promise<void> {
    checkAccounts(users)
    const known = users.filter(isUserId)
    if (known.length > 0) await this.#store.removeAllTags(appId, known)
  }

  forget(appId: number, userId: string): Promise<void> {
    return this.#store.forget(appId, userId)
  }
}

function toRows(wanted: readonly TagsOf[]) {
  return wanted.flatMap(({ userId, tags }) => tags.map((tag) => ({ user_id: userId, tag })))
}
