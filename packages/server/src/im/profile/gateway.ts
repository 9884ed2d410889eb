import { profileGet, profileSet } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { ProfileService } from './service.ts'

/** What clients ask of profiles, with the rights that their account has. */
export function profileGateway(profiles: ProfileService): readonly GatewayHandler[] {
  return [
    handleMethod(profileGet, async ({ appId, account, params }) => {
      const reader = await profiles.sideOf(appId, account)
      return { profiles: await profiles.seenBy(reader, appId, params.userIds) }
    }),
    handleMethod(profileSet, async ({ appId, account, params }) => {
      const items = Object.entries(params.profile).map(([tag, value]) => ({ tag, value }))
      const writer = await profiles.sideOf(appId, account)
      return profiles.set({ appId, userId: account, items, writer })
    }),
  ]
}
