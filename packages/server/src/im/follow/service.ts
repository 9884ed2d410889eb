import type { ErrorRow, FollowList, Profile } from '@yanshu/protocol'
import { ImError, isUserId, MOST_FOLLOWING, relationErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import { FollowEdit } from './follow-edit.ts'
import { followingFull, followType } from './rules.ts'
import type { FollowItem } from './store.ts'
import { between, countsOf, followPage, lockCounts } from './store.ts'

export interface FollowsDeps {
  readonly db: Kysely<Schema>
  readonly apps: AppService
  readonly accounts: AccountService
  readonly bus: Bus
  readonly now: Clock
}

export interface FollowOutcome {
  readonly userId: string
  readonly error?: ErrorRow
}

export interface FollowPage {
  readonly items: readonly (FollowItem & { readonly profile: Profile })[]
  /** Where the next page begins; empty where there is none. */
  readonly cursor: string
}

/** Rows that one step of a deletion moves. */
const STEP = 500

/** Who follows whom. Every method throws 30005 where the app does not have it, 30003 where the account is not there. */
export class Follows {
  readonly #deps: FollowsDeps

  constructor(deps: FollowsDeps) {
    this.#deps = deps
  }

  /** Follows accounts; those that are followed already stay so. */
  async add(
    appId: number,
    from: string,
    others: readonly string[],
  ): Promise<readonly FollowOutcome[]> {
    const known = await this.#enter(appId, from, others)
    const ids = [...new Set(others)].filter((userId) => userId !== from && known.has(userId))
    return this.#change(appId, from, ids, async (edit) => {
      const { following, followers } = await edit.between([from, ...ids])
      let room = MOST_FOLLOWING - edit.following
      const fresh: string[] = []
      const outcomes = others.map((userId) => {
        if (userId === from) return { userId, error: relationErrors.badParameter }
        if (!known.has(userId)) return { userId, error: relationErrors.unknownAccount }
        if (following.has(userId)) return { userId }
        if (room <= 0) return { userId, error: followingFull }
        room -= 1
        following.add(userId)
        fresh.push(userId)
        return { userId }
      })
      const rows = fresh.map((followee) => ({ followee, mutual: followers.has(followee) }))
      await edit.follow(rows, this.#deps.now())
      return outcomes
    })
  }

  /** Stops following accounts; those that were not followed stay so. */
  async remove(
    appId: number,
    from: string,
    others: readonly string[],
  ): Promise<readonly FollowOutcome[]> {
    const known = await this.#enter(appId, from, others)
    const ids = [...new Set(others)].filter((userId) => userId !== from && known.has(userId))
    return this.#change(appId, from, ids, async (edit) => {
      const { following, followers } = await edit.between([from, ...ids])
      await edit.unfollow([...following], followers)
      return others.map((userId) =>
        known.has(userId) ? { userId } : { userId, error: relationErrors.unknownAccount },
      )
    })
  }

  /** How accounts stand to an account; see `followType`. */
  async check(
    appId: number,
    from: string,
    others: readonly string[],
  ): Promise<readonly (FollowOutcome & { readonly followType: number })[]> {
    const known = await this.#enter(appId, from, others)
    const { following, followers } = await between(this.#deps.db, appId, from, others)
    return others.map((userId) => ({
      userId,
      followType: followType(following.has(userId), followers.has(userId)),
      ...(known.has(userId) ? {} : { error: relationErrors.unknownAccount }),
    }))
  }

  /** A list of an account, newest first. @throws {ImError} 30001 where the cursor is none. */
  async page(
    owner: { readonly appId: number; readonly account: string },
    list: FollowList,
    { cursor, limit }: { readonly cursor: string; readonly limit: number },
  ): Promise<FollowPage> {
    await this.#enter(owner.appId, owner.account, [])
    const from = readCursor(cursor)
    const rows = await followPage(this.#deps.db, owner, list, { from, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const known = await this.#deps.accounts.findMany(
      owner.appId,
      page.map(({ userId }) => userId),
    )
    return {
      items: page.map((row) => ({ ...row, profile: faceOf(known.get(row.userId)) })),
      cursor: rows.length > limit && last ? `${last.time}-${last.userId}` : '',
    }
  }

  /** How many follow accounts, and how many they follow. */
  async info(appId: number, from: string, userIds: readonly string[]) {
    const known = await this.#enter(appId, from, userIds)
    const counts = await countsOf(this.#deps.db, appId, userIds)
    return userIds.map((userId) => {
      const { followers = 0, following = 0, mutual = 0 } = counts.get(userId) ?? {}
      const error = known.has(userId) ? {} : { error: relationErrors.unknownAccount }
      return { userId, followers, following, mutual, ...error }
    })
  }

  /** Removes everything an account follows and is followed by, step by step; the others are told. */
  async forgetAccount(appId: number, account: string): Promise<void> {
    const { db } = this.#deps
    const owner = { appId, account }
    for (const list of ['following', 'followers'] as const) {
      for (;;) {
        const rows = await followPage(db, owner, list, { from: undefined, limit: STEP })
        if (rows.length === 0) break
        const others = rows.map(({ userId }) => userId)
        await this.#change(appId, account, others, (edit) => leave(edit, others))
      }
    }
    await db
      .deleteFrom('follow_count')
      .where('app_id', '=', appId)
      .where('user_id', '=', account)
      .execute()
  }

  /** Those of the accounts that exist. */
  async #enter(
    appId: number,
    from: string,
    others: readonly string[],
  ): Promise<ReadonlyMap<string, Account>> {
    const { apps, accounts } = this.#deps
    if (!hasFeature(await apps.get(appId), 'follow')) throw new ImError(relationErrors.followOff)
    const known = await accounts.findMany(appId, [from, ...others])
    if (!known.has(from)) throw new ImError(relationErrors.unknownAccount, from)
    return known
  }

  async #change<Result>(
    appId: number,
    account: string,
    others: readonly string[],
    work: (edit: FollowEdit) => Promise<Result>,
  ): Promise<Result> {
    const { db, bus } = this.#deps
    const { result, news } = await db.transaction().execute(async (trx) => {
      const counts = await lockCounts(trx, appId, [account, ...others])
      const edit = new FollowEdit(trx, { appId, account }, counts)
      const result = await work(edit)
      return { result, news: await edit.write() }
    })
    for (const [told, one] of news) {
      bus.publish('follow.changed', { appId, account: told, news: one })
    }
    return result
  }
}

async function leave(edit: FollowEdit, others: readonly string[]): Promise<void> {
  const { following, followers } = await edit.between(others)
  await edit.unfollow([...following], followers)
  await edit.dropFollowers([...followers])
}

/** What lists show of an account. */
function faceOf(account: Account | undefined): Profile {
  return {
    ...(account && account.nick !== '' ? { Tag_Profile_IM_Nick: account.nick } : {}),
    ...(account && account.faceUrl !== '' ? { Tag_Profile_IM_Image: account.faceUrl } : {}),
  }
}

function readCursor(cursor: string): FollowItem | undefined {
  if (cursor === '') return undefined
  const at = cursor.indexOf('-')
  const time = Number(cursor.slice(0, at))
  const userId = cursor.slice(at + 1)
  if (at < 1 || !Number.isSafeInteger(time) || !isUserId(userId)) {
    throw new ImError(relationErrors.badParameter, 'cursor')
  }
  return { time, userId }
}
