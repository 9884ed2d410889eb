import type { LoginResult, WireProfile } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { type ChatResult, success } from '../result.ts'
import { emptyProfile, fieldsOf, type Profile, type ProfileChanges, profileOf } from './profile.ts'

/** Profiles of the own account and of others. */
export class ProfileService {
  readonly #ask: Ask
  readonly #updated: (profile: Profile) => void
  #mine: Profile = emptyProfile('')
  #allowType = this.#mine.allowType

  /** @param updated - the own profile is another than before. */
  constructor(ask: Ask, updated: (profile: Profile) => void) {
    this.#ask = ask
    this.#updated = updated
  }

  get mine(): Profile {
    return this.#mine
  }

  /** Takes the own profile as the first login told it. */
  begin(result: LoginResult): void {
    this.#allowType = result.defaultAllowType
    this.#mine = this.#profileOf(ownOf(result))
  }

  /** Takes the own profile as a login after a reconnection told it. */
  rejoined(result: LoginResult): void {
    this.#allowType = result.defaultAllowType
    this.changed(ownOf(result))
  }

  /** Takes the own profile after a change, here or elsewhere. */
  changed(wire: WireProfile): void {
    const next = this.#profileOf(wire)
    // The answer to an own change and the event about it say the same.
    if (wire.userId !== this.#mine.userID || JSON.stringify(next) === JSON.stringify(this.#mine))
      return
    this.#mine = next
    this.#updated(next)
  }

  async getMine(): Promise<ChatResult<Profile>> {
    const { profiles } = await this.#ask('profile.get', { userIds: [this.#mine.userID] })
    for (const profile of profiles) this.changed(profile)
    return success(this.#mine)
  }

  async updateMine(changes: ProfileChanges): Promise<ChatResult<Profile>> {
    this.changed(await this.#ask('profile.set', { profile: fieldsOf(changes) }))
    return success(this.#mine)
  }

  async get({ userIDList }: { userIDList: string[] }): Promise<ChatResult<Profile[]>> {
    if (userIDList.length === 0) return success([])
    const { profiles } = await this.#ask('profile.get', { userIds: userIDList })
    return success(profiles.map((wire) => this.#profileOf(wire)))
  }

  clear(): void {
    this.#mine = emptyProfile('')
  }

  #profileOf({ userId, profile, updatedAt }: WireProfile): Profile {
    return profileOf(userId, profile, { updatedAt, defaultAllowType: this.#allowType })
  }
}

function ownOf({ userId, profile, profileUpdatedAt: updatedAt }: LoginResult): WireProfile {
  return { userId, profile, updatedAt }
}
