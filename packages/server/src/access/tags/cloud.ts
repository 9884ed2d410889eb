import {
  createTag,
  createTags,
  deleteTag,
  deleteTags,
  describeTagKeys,
  describeTags,
  describeTagsSeq,
  describeTagValues,
  describeTagValuesSeq,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { TagStore } from './tag-store.ts'
import type { Paged, Place, Tag, TagOwner } from './tag.ts'
import { tagText } from './tag.ts'
import type { Tags } from './tags.ts'

export interface TagActionDeps {
  readonly tags: Tags
  readonly store: TagStore
}

/** The actions about tags themselves. */
export function tagActions(deps: TagActionDeps): readonly ActionHandler[] {
  return [...changeActions(deps), ...listActions(deps.store)]
}

function changeActions({ tags, store }: TagActionDeps): readonly ActionHandler[] {
  const snapshotOf = async ({ ownerUin }: TagOwner, named: readonly Tag[]) =>
    Object.fromEntries((await store.find(ownerUin, named)).map((tag) => [tagText(tag), tag]))
  const one = {
    snapshot: ({ principal, body }: About<WireTag>) => snapshotOf(principal, [toTag(body)]),
  }
  const many = {
    snapshot: ({ principal, body }: About<{ readonly Tags: readonly WireTag[] }>) =>
      snapshotOf(principal, body.Tags.map(toTag)),
  }
  return [
    handleAction(
      createTag,
      async ({ principal, body }) => {
        await tags.create(principal, [toTag(body)])
        return {}
      },
      one,
    ),
    handleAction(
      createTags,
      async ({ principal, body }) => {
        await tags.create(principal, body.Tags.map(toTag))
        return {}
      },
      many,
    ),
    handleAction(
      deleteTag,
      async ({ principal, body }) => {
        await tags.delete(principal, [toTag(body)])
        return {}
      },
      one,
    ),
    handleAction(
      deleteTags,
      async ({ principal, body }) => {
        await tags.delete(principal, body.Tags.map(toTag))
        return {}
      },
      many,
    ),
  ]
}

/** What a snapshot looks at. */
interface About<Body> {
  readonly principal: TagOwner
  readonly body: Body
}

type TagListCall = ActionCall<z.output<typeof describeTags.request>>
type ValueListCall = ActionCall<z.output<typeof describeTagValues.request>>

function listActions(store: TagStore): readonly ActionHandler[] {
  const listTags = async ({ principal, body }: TagListCall) => {
    const { TagKey, TagValue: value, TagKeys } = body
    const keys = TagKeys ?? (TagKey === undefined ? undefined : [TagKey])
    const filter = { keys, value, createdBy: creatorOf(body) }
    const page = await store.page(principal.ownerUin, filter, placeOf(body))
    const items = page.rows.map((tag) => ({ ...toItem(tag), CanDelete: tag.isBound ? 0 : 1 }))
    return { ...toPage(page, body), Tags: items }
  }
  const listValues = async ({ principal, body }: ValueListCall) => {
    if (body.Category === 'System') return { ...toPage(nothingFound, body), Tags: [] }
    const filter = { keys: body.TagKeys, createdBy: creatorOf(body) }
    const page = await store.page(principal.ownerUin, filter, placeOf(body))
    return { ...toPage(page, body), Tags: page.rows.map(toItem) }
  }
  return [
    handleAction(describeTags, listTags),
    handleAction(describeTagsSeq, listTags),
    handleAction(describeTagValues, listValues),
    handleAction(describeTagValuesSeq, listValues),
    handleAction(describeTagKeys, async ({ principal, body }) => {
      if (body.Category === 'System') return { ...toPage(nothingFound, body), Tags: [] }
      const filter = { createdBy: creatorOf(body) }
      const page = await store.keys(principal.ownerUin, filter, placeOf(body))
      return { ...toPage(page, body), Tags: [...page.rows] }
    }),
  ]
}

/** Tags of the platform itself, of which there are none. */
export const nothingFound = { total: 0, rows: [] } as const

interface WireTag {
  readonly TagKey: string
  readonly TagValue: string
}

export function toTag({ TagKey: key, TagValue: value }: WireTag): Tag {
  return { key, value }
}

export function toItem({ key, value }: Tag) {
  return { TagKey: key, TagValue: value, Category: 'Custom' }
}

interface WirePlace {
  readonly Offset: number
  readonly Limit: number
}

export function placeOf({ Offset: offset, Limit: limit }: WirePlace): Place {
  return { offset, limit }
}

export function toPage({ total }: Pick<Paged<unknown>, 'total'>, { Offset, Limit }: WirePlace) {
  return { TotalCount: total, Offset, Limit }
}

export function creatorOf({ CreateUin }: { readonly CreateUin?: string | undefined }) {
  return CreateUin === '' ? undefined : CreateUin
}
