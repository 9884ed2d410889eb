import { groupErrors, ImError } from '@yanshu/protocol'
import type { Account } from '../../account/account.ts'
import type { AccountService } from '../../account/service.ts'
import type { App } from '../../app/app.ts'
import type { AppService } from '../../app/service.ts'
import type { GroupDirectory } from '../directory.ts'
import type { Place } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Standing } from '../member-store.ts'
import type { Roster } from '../roster/roster.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Seams } from '../seams.ts'
import type { GroupCore, Rights } from '../service.ts'
import type { TopicMutes } from './topic-mutes.ts'

/** Somebody who wants to write to a group or a topic, with what decides whether it may. */
export interface Voice {
  readonly app: App
  readonly from: Account
  readonly place: Place
  /** The members; undefined in live rooms. */
  readonly roster: Roster | undefined
  /** Undefined for who is no member. */
  readonly standing: Standing | undefined
  /** Unix milliseconds; 0 in groups, where it is in the standing. */
  readonly topicMutedUntil: number
  /** Undefined where the powers of roles apply. */
  readonly rights: Rights | undefined
}

export interface VoicesDeps {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly directory: GroupDirectory
  readonly rosters: Rosters
  readonly seams: Seams
  readonly permissions: GroupCore['permissions']
  readonly topicMutes: TopicMutes
}

/** Who asks to write where. */
export interface Speaking {
  readonly appId: number
  readonly account: string
  /** GroupID or TopicID. */
  readonly placeId: string
}

type Parts = Omit<Voice, 'rights' | 'standing'>

/** Finds voices, without waiting where everything is in memory. */
export class Voices {
  readonly #deps: VoicesDeps

  constructor(deps: VoicesDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 10010, 110003, 10004 for an account that is not imported. */
  of(speaking: Speaking): Voice | Promise<Voice> {
    const parts = this.#known(speaking)
    return parts ? this.#complete(parts) : this.#find(speaking)
  }

  #known({ appId, account, placeId }: Speaking): Parts | undefined {
    const { apps, accounts, directory, rosters, topicMutes } = this.#deps
    const app = apps.known(appId)
    const from = accounts.known(appId, account)
    const place = directory.knownPlace(appId, placeId)
    if (!app || !from || !place) return undefined
    const { group } = place
    const hasRoster = rulesOf(group).storesMembers
    const roster = hasRoster ? rosters.known(appId, group.group_id) : undefined
    if (hasRoster && !roster) return undefined
    const topicMutedUntil = topicMutes.known(place, account)
    if (topicMutedUntil === undefined) return undefined
    return { app, from, place, roster, topicMutedUntil }
  }

  async #find({ appId, account, placeId }: Speaking): Promise<Voice> {
    const { apps, accounts, directory, rosters, topicMutes } = this.#deps
    const [app, from, place] = await Promise.all([
      apps.get(appId),
      accounts.find(appId, account),
      directory.place(appId, placeId),
    ])
    if (!from) throw new ImError(groupErrors.badParameter, account)
    const { group } = place
    const roster = rulesOf(group).storesMembers ? await rosters.of(group) : undefined
    const topicMutedUntil = await topicMutes.find(place, account)
    return this.#complete({ app, from, place, roster, topicMutedUntil })
  }

  #complete(parts: Parts): Voice | Promise<Voice> {
    const { place, from, roster } = parts
    const { userId } = from
    const standing = roster ? roster.of(userId) : this.#deps.seams.live.standingOf(place, userId)
    const rights = this.#deps.permissions.of(place, userId)
    return rights instanceof Promise
      ? rights.then((found) => ({ ...parts, standing, rights: found }))
      : { ...parts, standing, rights }
  }
}
