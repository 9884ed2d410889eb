import {
  followAddSome,
  followCheckSome,
  followInfo,
  followListPage,
  followRemoveSome,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { FollowOutcome, Follows } from './service.ts'

/** What clients ask of followers. */
export function followGateway(follows: Follows): readonly GatewayHandler[] {
  return [
    handleMethod(followAddSome, async ({ appId, account, params }) => ({
      results: (await follows.add(appId, account, params.userIds)).map(resultOf),
    })),
    handleMethod(followRemoveSome, async ({ appId, account, params }) => ({
      results: (await follows.remove(appId, account, params.userIds)).map(resultOf),
    })),
    handleMethod(followListPage, async ({ appId, account, params }) => {
      const page = await follows.page({ appId, account }, params.list, params)
      return {
        follows: page.items.map((item) => ({ ...item, time: Math.floor(item.time / 1000) })),
        cursor: page.cursor,
      }
    }),
    handleMethod(followCheckSome, async ({ appId, account, params }) => {
      const found = await follows.check(appId, account, params.userIds)
      return { results: found.map((item) => ({ ...resultOf(item), followType: item.followType })) }
    }),
    handleMethod(followInfo, async ({ appId, account, params }) => {
      const infos = await follows.info(appId, account, params.userIds)
      return {
        infos: infos.map((info) => ({
          ...resultOf(info),
          followers: info.followers,
          following: info.following,
          mutual: info.mutual,
        })),
      }
    }),
  ]
}

function resultOf({ userId, error }: FollowOutcome) {
  return { userId, code: error?.code ?? 0, message: error?.info ?? '' }
}
