import type { describeTags } from '@yanshu/protocol'
import type { ActionParams, ActionResult } from '../../../api/action-types.ts'
import type { ListAddress } from '../../../app/use-list-address.ts'

export const listDefaults = { size: 20, sizes: [20, 50, 100] }

type Listed = ActionResult<typeof describeTags>['Tags'][number]

/** A tag as a row; no key holds an ampersand, so the text names it. */
export interface ListedTag extends Listed {
  readonly id: string
}

export function toRow(tag: Listed): ListedTag {
  return { ...tag, id: `${tag.TagKey}&${tag.TagValue}` }
}

/** The address holds the key in place of a keyword, and the value in place of the filter. */
export function tagListParams({
  keyword: key,
  filter: value,
  page,
  size,
}: ListAddress): ActionParams<typeof describeTags> {
  return {
    Offset: (page - 1) * size,
    Limit: size,
    ...(key === '' ? {} : { TagKey: key }),
    ...(key === '' || value === '' ? {} : { TagValue: value }),
  }
}
