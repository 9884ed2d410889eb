import { accountErrors, ImError, messageErrors } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { SendRule } from '../message/service.ts'
import { endOf, secondsLeft } from './rules.ts'

/** Seconds of silence; absent where it stays as it is. */
export interface MuteChange {
  readonly c2cSeconds?: number | undefined
  readonly groupSeconds?: number | undefined
}

/**
 * Global mutes (全局禁言). They are columns of the account and so in its cache: a message of
 * somebody who is not muted costs no question. Nothing ends a mute but the clock.
 */
export class MuteService {
  readonly #accounts: AccountService
  readonly #now: Clock

  constructor(accounts: AccountService, now: Clock) {
    this.#accounts = accounts
    this.#now = now
  }

  /** False where the account is not imported. */
  async set(appId: number, userId: string, change: MuteChange): Promise<boolean> {
    const now = this.#now()
    const { c2cSeconds, groupSeconds } = change
    try {
      await this.#accounts.change(appId, userId, {
        ...(c2cSeconds === undefined ? {} : { muted_until: endOf(c2cSeconds, now) }),
        ...(groupSeconds === undefined ? {} : { group_muted_until: endOf(groupSeconds, now) }),
      })
      return true
    } catch (error) {
      if (error instanceof ImError && error.row.code === accountErrors.notImported.code)
        return false
      throw error
    }
  }

  /** The seconds that are left; undefined where the account is not imported. */
  async of(appId: number, userId: string): Promise<Required<MuteChange> | undefined> {
    const account = await this.#accounts.find(appId, userId)
    if (!account) return undefined
    const now = this.#now()
    return {
      c2cSeconds: secondsLeft(account.mutedUntil, now),
      groupSeconds: secondsLeft(account.groupMutedUntil, now),
    }
  }
}

/** Refuses what a muted account sends to others, before any other rule and any callback. */
export function muteRule(now: Clock): SendRule {
  return {
    judge({ from }) {
      if (from.mutedUntil > now()) throw new ImError(messageErrors.muted)
      return 'deliver'
    },
  }
}
