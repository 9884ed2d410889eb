import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { uint32 } from '../fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, itemResult } from './group-row.ts'
import { oneGroup, oneGroupErrors } from './permission-group-row.ts'

/** The form of each id is for the handler to judge: it has its own code in the answer. */
const topic = z.string()
const topics = z.array(topic).min(1).max(groupLimits.topicPermissionsPerRequest)

const changes = z.object({
  ...oneGroup,
  TopicPermissionList: z
    .array(
      z.object({
        TopicId: topic,
        /** Bits of rights in the topic. */
        Permission: uint32,
      }),
    )
    .min(1)
    .max(groupLimits.topicPermissionsPerRequest),
})

/** No page shows it: by the name in `get_topic_permission_group`. */
const results = z.object({
  TopicPermissionResultList: z.array(z.object({ TopicId: z.string(), ...itemResult })),
})

/** Of single topics, as the codes of entries. */
const topicErrors = [...oneGroupErrors, errors.noTopic, errors.badTopicId]

export const addTopicPermissionGroup = defineCommand({
  ...groupRow,
  name: 'add_topic_permission_group',
  summary: 'Give a permission group rights in topics',
  request: changes,
  response: results,
  errors: [...topicErrors, errors.topicListedAlready],
})

export const setTopicPermissionGroup = defineCommand({
  ...groupRow,
  name: 'set_topic_permission_group',
  summary: 'Change the rights of a permission group in topics',
  request: changes,
  response: results,
  errors: [...topicErrors, errors.topicNotListed],
})

export const deleteTopicPermissionGroup = defineCommand({
  ...groupRow,
  name: 'delete_topic_permission_group',
  summary: 'Take the rights in topics from a permission group',
  /** No page shows the list: by the name in `get_topic_permission_group`. */
  request: z.object({ ...oneGroup, TopicIdList: topics }),
  response: results,
  errors: [...topicErrors, errors.topicNotListed],
})

export const getTopicPermissionGroup = defineCommand({
  ...groupRow,
  name: 'get_topic_permission_group',
  summary: 'Tell the rights of a permission group in topics',
  request: z.object({
    ...oneGroup,
    /** All where absent. */
    TopicIdList: topics.optional(),
  }),
  response: z.object({
    TopicPermissionResultList: z.array(
      z.object({ TopicId: z.string(), Permission: z.number().optional(), ...itemResult }),
    ),
  }),
  errors: [...topicErrors, errors.topicNotListed],
})

/** The commands about rights of permission groups in topics. */
export const permissionGroupTopicCommands = [
  addTopicPermissionGroup,
  setTopicPermissionGroup,
  deleteTopicPermissionGroup,
  getTopicPermissionGroup,
] as const
