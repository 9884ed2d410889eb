import type { FollowList, ListNews } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { type Profile, profileOf } from '../profiles/profile.ts'
import { type ChatResult, success } from '../result.ts'
import { type BatchResult, batchOf } from './friend.ts'

export interface FollowPage {
  resultList: Profile[]
  /** Empty where this was the last page. */
  nextCursor: string
}

export interface FollowInfo {
  userID: string
  followersCount: number
  followingCount: number
  mutualFollowersCount: number
}

/** What is new in a list of followers or followed ones. */
export interface FollowListChange {
  addedUserIDList: string[]
  removedUserIDList: string[]
}

/** Accounts in one page. */
const PAGE = 500

/** What apps do with followers. */
export class FollowService {
  readonly #ask: Ask
  readonly #me: () => string

  constructor(ask: Ask, me: () => string) {
    this.#ask = ask
    this.#me = me
  }

  async follow(userIds: string[]): Promise<ChatResult<BatchResult>> {
    return success(batchOf((await this.#ask('follow.add', { userIds })).results))
  }

  async unfollow(userIds: string[]): Promise<ChatResult<BatchResult>> {
    return success(batchOf((await this.#ask('follow.remove', { userIds })).results))
  }

  async getList(list: FollowList, cursor = ''): Promise<ChatResult<FollowPage>> {
    const page = await this.#ask('follow.list', { list, cursor, limit: PAGE })
    return success({
      resultList: page.follows.map(({ userId, profile }) => profileOf(userId, profile)),
      nextCursor: page.cursor,
    })
  }

  /** Of the own account where nobody is named. */
  async getInfo(userIds: string[] = []): Promise<ChatResult<FollowInfo[]>> {
    const asked = userIds.length === 0 ? [this.#me()] : userIds
    const { infos } = await this.#ask('follow.info', { userIds: asked })
    return success(
      infos.map(({ userId, followers, following, mutual }) => ({
        userID: userId,
        followersCount: followers,
        followingCount: following,
        mutualFollowersCount: mutual,
      })),
    )
  }

  /** 0 for neither, 1 for a follower, 2 for one that is followed, 3 for both. */
  async checkType(
    userIds: string[],
  ): Promise<ChatResult<{ userID: string; followType: number }[]>> {
    const { results } = await this.#ask('follow.check', { userIds })
    return success(results.map(({ userId, followType }) => ({ userID: userId, followType })))
  }
}

export function changeOf({ added, removed }: ListNews): FollowListChange {
  return { addedUserIDList: [...added], removedUserIDList: [...removed] }
}
