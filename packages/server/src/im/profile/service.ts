import type { Profile, ProfileValue } from '@yanshu/protocol'
import { accountErrors, ImError, profileErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { ProfileWriter } from './rules.ts'
import { checkField } from './rules.ts'

export interface ProfileItem {
  readonly tag: string
  readonly value: ProfileValue
}

/** Profiles of accounts. */
export class ProfileService {
  readonly #accounts: AccountService
  readonly #bus: Bus

  constructor(accounts: AccountService, bus: Bus) {
    this.#accounts = accounts
    this.#bus = bus
  }

  /**
   * Writes fields of a profile, all or none.
   *
   * @throws {ImError} 40003 where the account is not imported, or as `checkField`.
   */
  async set(
    appId: number,
    userId: string,
    items: readonly ProfileItem[],
    writer: ProfileWriter,
  ): Promise<Profile> {
    const changes = Object.fromEntries(
      items.map(({ tag, value }) => [checkField(tag, value, writer), value]),
    ) as Profile
    const { profile } = await this.#accounts
      .changeBy(appId, userId, (account) => toColumns({ ...account.profile, ...changes }))
      .catch(asProfileError)
    this.#bus.publish('profile.changed', { appId, userId, profile })
    return profile
  }

  /** The accounts that exist, by UserID. */
  find(appId: number, userIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    return this.#accounts.findMany(appId, userIds)
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
