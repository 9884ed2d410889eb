import { followAdd, followCheck, followDelete, followGet, followGetInfo } from '@yanshu/protocol'
import type { Profile } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { FollowOutcome, Follows } from './service.ts'

const lists = { 1: 'followers', 2: 'following', 3: 'mutual' } as const

/** The follow commands. */
export function followRest(follows: Follows): readonly RestHandler[] {
  return [
    handleRest(followAdd, async ({ appId, body }) => {
      const others = body.FollowItem.map((item) => item.To_Account)
      const outcomes = await follows.add(appId, body.From_Account, others)
      return { ResultItem: outcomes.map(resultOf) }
    }),
    handleRest(followDelete, async ({ appId, body }) => {
      const outcomes = await follows.remove(appId, body.From_Account, body.To_Account)
      return { ResultItem: outcomes.map(resultOf) }
    }),
    handleRest(followCheck, async ({ appId, body }) => {
      const found = await follows.check(appId, body.From_Account, body.To_Account)
      return {
        ResultItem: found.map((item) => ({ ...resultOf(item), FollowType: item.followType })),
      }
    }),
    handleRest(followGet, async ({ appId, body }) => {
      const { From_Account: account, FollowType, StartCursor: cursor, WantNum: limit } = body
      const page = await follows.page({ appId, account }, lists[FollowType], { cursor, limit })
      return {
        FollowItem: page.items.map(({ userId, time, profile }) => ({
          To_Account: userId,
          FollowTime: Math.floor(time / 1000),
          ProfileItem: itemsOf(profile),
        })),
        NextCursor: page.cursor,
      }
    }),
    handleRest(followGetInfo, async ({ appId, body }) => {
      const infos = await follows.info(appId, body.From_Account, body.To_Account)
      return {
        FollowInfo: infos.map((info) => ({
          ...resultOf(info),
          FollowerCount: info.followers,
          FollowingCount: info.following,
          MutualFollowingCount: info.mutual,
        })),
      }
    }),
  ]
}

function itemsOf(profile: Profile) {
  return Object.entries(profile).flatMap(([Tag, Value]) =>
    Value === undefined ? [] : [{ Tag, Value }],
  )
}

function resultOf({ userId, error }: FollowOutcome) {
  return { To_Account: userId, ResultCode: error?.code ?? 0, ResultInfo: error?.info ?? '' }
}
