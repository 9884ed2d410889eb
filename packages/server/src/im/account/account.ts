import type { Profile } from '@yanshu/protocol'

/** One account of an app. */
export interface Account {
  readonly appId: number
  readonly userId: string
  readonly type: 'ordinary' | 'administrator'
  readonly nick: string
  readonly faceUrl: string
  /** Every field that was ever set, nick and avatar included. */
  readonly profile: Profile
  readonly createdAt: number
  /** UserSigs issued at or before this Unix second are void. */
  readonly revokedAt: number
  /** Until when it sends nothing to others, in Unix milliseconds; 0 where it may. */
  readonly mutedUntil: number
  /** The same for groups. */
  readonly groupMutedUntil: number
  /** When the profile was changed last, in Unix milliseconds; 0 never. */
  readonly profileChangedAt: number
}

export { BUILT_IN } from '../app/service.ts'

/** Administrators an app may have, the built-in one counted (账号管理). */
export const MOST_ADMINISTRATORS = 10

/** Ids that belong to robots, official accounts and groups. */
const RESERVED = ['@RBT#', '@TOA#', '@TGS#']

export function isReserved(userId: string): boolean {
  return RESERVED.some((prefix) => userId.startsWith(prefix))
}
