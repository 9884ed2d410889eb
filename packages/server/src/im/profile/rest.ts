import { portraitGet, portraitSet, profileErrors } from '@yanshu/protocol'
import type { ProfileValue } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { Account } from '../account/account.ts'
import type { ProfileService } from './service.ts'
import type { AccountSnapshot } from '../account/service.ts'

/** The profile commands. */
export function profileRest(
  profiles: ProfileService,
  stateOf: AccountSnapshot,
): readonly RestHandler[] {
  return [
    handleRest(
      portraitSet,
      async ({ appId, body }) => {
        const items = body.ProfileItem.map(({ Tag, Value }) => ({ tag: Tag, value: Value }))
        const userId = body.From_Account
        await profiles.set({ appId, userId, items, writer: 'administrator' })
        return {}
      },
      { snapshot: ({ appId, body }) => stateOf(appId, [body.From_Account]) },
    ),
    handleRest(portraitGet, async ({ appId, body }) => {
      const { To_Account: userIds, TagList: tags } = body
      const found = await profiles.find(appId, userIds, tags)
      const failed = userIds.filter((userId) => !found.has(userId))
      return {
        UserProfileItem: userIds.map((userId) => toItem(userId, found.get(userId), tags)),
        ...(failed.length === 0 ? {} : { Fail_Account: failed }),
      }
    }),
  ]
}

/** Only fields that were ever set are listed. */
function toItem(userId: string, account: Account | undefined, tags: readonly string[]) {
  if (!account) {
    const { code, info } = profileErrors.unknownAccount
    return { To_Account: userId, ResultCode: code, ResultInfo: info }
  }
  const profile: Readonly<Record<string, ProfileValue | undefined>> = account.profile
  const items = tags.flatMap((tag) => {
    const value = profile[tag]
    return value === undefined ? [] : [{ Tag: tag, Value: value }]
  })
  return { To_Account: userId, ProfileItem: items, ResultCode: 0, ResultInfo: '' }
}
