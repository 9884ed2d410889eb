import type { Profile } from '@yanshu/protocol'
import { accountErrors, ImError, profileErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import { toSeconds } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { App } from '../app/app.ts'
import type { AppService } from '../app/service.ts'
import type { ProfileItem, ProfileSide, UserFields } from './rules.ts'
import { checkField, checkReadable, readable } from './rules.ts'

export type { ProfileItem, ProfileSide } from './rules.ts'

export interface ProfileServiceDeps {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly bus: Bus
  readonly now: Clock
}

/** A profile as one side sees it. */
export interface SeenProfile {
  readonly userId: string
  readonly profile: Profile
  /** Unix seconds of the last change, 0 where there was none. */
  readonly updatedAt: number
}

/** A change of a profile, and whose rights it is made with. */
export interface ProfileChange {
  readonly appId: number
  readonly userId: string
  readonly items: readonly ProfileItem[]
  readonly writer: ProfileSide
}

/** Profiles of accounts: the standard fields, and those an app has of its own. */
export class ProfileService {
  readonly #deps: ProfileServiceDeps

  constructor(deps: ProfileServiceDeps) {
    this.#deps = deps
  }

  /**
   * Writes fields of a profile, all or none; answers it as the writer may read it.
   *
   * @throws {ImError} 40003 where the account is not imported, or as `checkField`.
   */
  async set({ appId, userId, items, writer }: ProfileChange): Promise<SeenProfile> {
    const { userFields } = await this.#deps.apps.get(appId)
    for (const item of items) checkField(userFields, item, writer)
    const changes = Object.fromEntries(items.map(({ tag, value }) => [tag, value])) as Profile
    const now = this.#deps.now()
    const account = await this.#deps.accounts
      .changeBy(appId, userId, ({ profile }) => ({
        ...toColumns({ ...profile, ...changes }),
        profile_changed_at: now,
      }))
      .catch(asProfileError)
    const told = { userId, updatedAt: toSeconds(now) }
    const forUsers = readable(userFields, account.profile, 'user')
    this.#deps.bus.publish('profile.changed', { appId, ...told, profile: forUsers })
    return { ...told, profile: readable(userFields, account.profile, writer) }
  }

  /** The rights that an account of the app has as a client. */
  async sideOf(appId: number, userId: string): Promise<ProfileSide> {
    const account = await this.#deps.accounts.find(appId, userId)
    return account ? sideOf(account) : 'user'
  }

  /** The accounts that exist, with the fields that a side may read. */
  async seenBy(
    reader: ProfileSide,
    appId: number,
    userIds: readonly string[],
  ): Promise<readonly SeenProfile[]> {
    const { userFields } = await this.#deps.apps.get(appId)
    const found = await this.#deps.accounts.findMany(appId, userIds)
    return [...found.values()].map((account) => seen(userFields, account, reader))
  }

  /**
   * The accounts that exist, by UserID, for an administrator that asks for some fields.
   *
   * @throws {ImError} 40009, 40007.
   */
  async find(
    appId: number,
    userIds: readonly string[],
    tags: readonly string[],
  ): Promise<ReadonlyMap<string, Account>> {
    const { userFields } = await this.#deps.apps.get(appId)
    for (const tag of tags) checkReadable(userFields, tag, 'administrator')
    return this.#deps.accounts.findMany(appId, userIds)
  }
}

/** An account's own profile, as its clients may read it. */
export function ownProfile({ userFields }: App, account: Account): SeenProfile {
  return seen(userFields, account, sideOf(account))
}

function sideOf({ type }: Account): ProfileSide {
  return type === 'administrator' ? type : 'user'
}

function seen(fields: UserFields, account: Account, reader: ProfileSide): SeenProfile {
  return {
    userId: account.userId,
    profile: readable(fields, account.profile, reader),
    updatedAt: toSeconds(account.profileChangedAt),
  }
}

/** Nick and avatar have columns of their own, because every message shows them. */
function toColumns(profile: Profile) {
  const { Tag_Profile_IM_Nick: nick, Tag_Profile_IM_Image: faceUrl, ...rest } = profile
  return {
    nick: String(nick ?? ''),
    face_url: String(faceUrl ?? ''),
    profile: JSON.stringify(rest),
  }
}

function asProfileError(error: unknown): never {
  if (error instanceof ImError && error.row.code === accountErrors.notImported.code) {
    throw new ImError(profileErrors.unknownAccount, undefined, { cause: error })
  }
  throw error
}
