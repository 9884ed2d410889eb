import { ImError, isProfileTag, portraitGet, portraitSet, profileErrors } from '@yanshu/protocol'
import type { ProfileTag } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { Account } from '../account/account.ts'
import type { ProfileService } from './service.ts'

/** The profile commands. */
export function profileRest(profiles: ProfileService): readonly RestHandler[] {
  return [
    handleRest(portraitSet, async ({ appId, body }) => {
      const items = body.ProfileItem.map(({ Tag, Value }) => ({ tag: Tag, value: Value }))
      await profiles.set(appId, body.From_Account, items, 'administrator')
      return {}
    }),
    handleRest(portraitGet, async ({ appId, body }) => {
      const tags = body.TagList.map(knownTag)
      const found = await profiles.find(appId, body.To_Account)
      const failed = body.To_Account.filter((userId) => !found.has(userId))
      return {
        UserProfileItem: body.To_Account.map((userId) => toItem(userId, found.get(userId), tags)),
        ...(failed.length === 0 ? {} : { Fail_Account: failed }),
      }
    }),
  ]
}

function knownTag(tag: string): ProfileTag {
  if (!isProfileTag(tag)) throw new ImError(profileErrors.unknownTag, tag)
  return tag
}

/** Only fields that were ever set are listed. */
function toItem(userId: string, account: Account | undefined, tags: readonly ProfileTag[]) {
  if (!account) {
    const { code, info } = profileErrors.unknownAccount
    return { To_Account: userId, ResultCode: code, ResultInfo: info }
  }
  const items = tags.flatMap((tag) => {
    const value = account.profile[tag]
    return value === undefined ? [] : [{ Tag: tag, Value: value }]
  })
  return { To_Account: userId, ProfileItem: items, ResultCode: 0, ResultInfo: '' }
}
