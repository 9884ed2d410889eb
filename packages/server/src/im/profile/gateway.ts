import { profileGet, profileSet } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { ProfileService } from './service.ts'

/** What clients ask of profiles. */
export function profileGateway(profiles: ProfileService): readonly GatewayHandler[] {
  return [
    handleMethod(profileGet, async ({ appId, params }) => {
      const found = await profiles.find(appId, params.userIds)
      return { profiles: [...found.values()].map(({ userId, profile }) => ({ userId, profile })) }
    }),
    handleMethod(profileSet, async ({ appId, account, params }) => {
      const items = Object.entries(params.profile).map(([tag, value]) => ({ tag, value }))
      const profile = await profiles.set(appId, account, items, 'owner')
      return { userId: account, profile }
    }),
  ]
}
