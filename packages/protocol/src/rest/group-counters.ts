import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { storableTextUpTo } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, groupStandard } from './group-row.ts'

const key = storableTextUpTo(groupLimits.counterKeyBytes).min(1)

/**
 * Documented as signed 64 bits. JSON numbers beyond 2^53 lose digits on the way, so they are refused
 * rather than rounded.
 */
const value = z.number().int()

/** All where absent. */
const keys = z.array(key).min(1).max(groupLimits.counters).optional()

const counterAnswer = z.array(z.object({ Key: z.string(), Value: z.number() }))
const counterErrors = [...groupStandard, errors.needsPremium]

export const getGroupCounter = defineCommand({
  ...groupRow,
  name: 'get_group_counter',
  summary: 'Read counters of a group',
  request: z.object({ GroupId: groupId, GroupCounterKeys: keys }),
  response: z.object({ GroupCounter: counterAnswer }),
  errors: counterErrors,
})

export const updateGroupCounter = defineCommand({
  ...groupRow,
  name: 'update_group_counter',
  summary: 'Set counters of a group, or count them up or down',
  request: z.object({
    GroupId: groupId,
    GroupCounter: z
      .array(z.object({ Key: key, Value: value }))
      .min(1)
      .max(groupLimits.counters),
    /** One that is not there begins at 0. */
    Mode: z.enum(['Set', 'Increase', 'Decrease']).default('Set'),
  }),
  /** The new values. */
  response: z.object({ GroupCounter: counterAnswer }),
  sizeErrors: { GroupCounter: errors.tooManyCounters },
  errors: [...counterErrors, errors.tooManyCounters],
})

export const deleteGroupCounter = defineCommand({
  ...groupRow,
  name: 'delete_group_counter',
  summary: 'Delete counters of a group',
  request: z.object({ GroupId: groupId, GroupCounterKeys: keys }),
  response: z.object({}),
  errors: counterErrors,
})

/** The commands about counters of groups. */
export const groupCounterCommands = [
  getGroupCounter,
  updateGroupCounter,
  deleteGroupCounter,
] as const
