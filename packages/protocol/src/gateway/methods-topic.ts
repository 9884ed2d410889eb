import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { uint32 } from '../fields.ts'
import { groupId, topicId } from '../group-fields.ts'
import { groupText, pageCursor, repeatKey, topicIds } from './group-params.ts'
import type { WireTopic } from './group-topic.ts'
import { defineMethod } from './method.ts'

const profile = {
  introduction: groupText.optional(),
  notification: groupText.optional(),
  faceUrl: groupText.optional(),
  customString: groupText.optional(),
  defaultPermission: uint32.optional(),
}

const refusals = [
  gatewayErrors.notInPlan,
  groupErrors.noPermission,
  groupErrors.noGroup,
  groupErrors.communityOff,
] as const

export const topicCreate = defineMethod<{ readonly topic: WireTopic }>()({
  name: 'topic.create',
  summary: 'Make a topic in a community that supports them',
  params: z.object({
    ...profile,
    random: repeatKey,
    groupId,
    /** The server makes one where it is left out. */
    topicId: topicId.optional(),
    name: groupText.min(1),
  }),
  errors: [
    ...refusals,
    groupErrors.badParameter,
    groupErrors.tooFrequent,
    groupErrors.refusedByCallback,
    groupErrors.idIsOwn,
    groupErrors.tooManyGroupsOfUser,
    groupErrors.textRejected,
  ],
})

export const topicUpdate = defineMethod<{ readonly topic: WireTopic }>()({
  name: 'topic.update',
  summary: 'Change what is said of a topic, and whether all are muted in it',
  params: z.object({
    ...profile,
    topicId,
    name: groupText.min(1).optional(),
    muteAll: z.boolean().optional(),
  }),
  errors: [
    ...refusals,
    groupErrors.badParameter,
    groupErrors.noTopic,
    groupErrors.refusedByCallback,
    groupErrors.textRejected,
  ],
})

interface FailedTopics {
  readonly failed: readonly { readonly topicId: string; readonly code: number }[]
}

export interface TopicDeleteResult extends FailedTopics {
  readonly deleted: readonly string[]
}

export const topicDelete = defineMethod<TopicDeleteResult>()({
  name: 'topic.delete',
  summary: 'Delete topics of a community, or all of them',
  params: z.object({
    groupId,
    /** All where it is empty. */
    topicIds: topicIds.default([]),
  }),
  errors: [...refusals],
})

export interface TopicListResult extends FailedTopics {
  readonly topics: readonly WireTopic[]
  /** Hand it in for the next page; empty where there is none. */
  readonly cursor: string
}

export const topicList = defineMethod<TopicListResult>()({
  name: 'topic.list',
  summary: 'Topics of a community, some by id, or all a page at a time',
  params: z.object({
    groupId,
    /** All where it is empty. */
    topicIds: topicIds.default([]),
    cursor: pageCursor,
    limit: z.number().int().min(1).max(100).default(100),
  }),
  errors: [...refusals],
})

/** Topics of communities. */
export const topicMethods = [topicCreate, topicUpdate, topicDelete, topicList] as const
