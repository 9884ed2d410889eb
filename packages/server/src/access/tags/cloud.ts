import { CloudError, createTag, deleteTag, describeTags } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Tag } from './tag-store.ts'
import type { Tags } from './tags.ts'

export function tagActions(tags: Tags): readonly ActionHandler[] {
  return [
    handleAction(createTag, async ({ principal, body }) => {
      await tags.create(principal.ownerUin, { key: body.TagKey, value: body.TagValue })
      return {}
    }),
    handleAction(deleteTag, async ({ principal, body }) => {
      await tags.delete(principal.ownerUin, { key: body.TagKey, value: body.TagValue })
      return {}
    }),
    handleAction(describeTags, async ({ principal, body }) => {
      const { Offset: offset, Limit: limit } = body
      if (offset % limit !== 0) {
        throw new CloudError(
          'InvalidParameterValue',
          'The parameter `Offset` must be a multiple of `Limit`.',
        )
      }
      const filter = { key: body.TagKey, value: body.TagValue }
      const { total, tags: found } = await tags.page(principal.ownerUin, filter, { offset, limit })
      return { TotalCount: total, Offset: offset, Limit: limit, Tags: found.map(toItem) }
    }),
  ]
}

/** Nothing can carry a tag yet, so every tag can be deleted. */
function toItem(tag: Tag) {
  return { TagKey: tag.key, TagValue: tag.value, CanDelete: 1, Category: 'Custom' }
}
