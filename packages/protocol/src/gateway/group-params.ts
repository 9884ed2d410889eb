import { z } from 'zod'
import { storableTextUpTo, uint32, userId } from '../fields.ts'
import { groupId, topicId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'

/**
 * Names and texts of groups: how long each may be is a setting of the app, and 10004 beyond it, so
 * that only what no app allows is refused here.
 */
export const groupText = storableTextUpTo(4096)

/** What somebody says when applying, inviting or answering, and why something was done. */
export const remarkText = storableTextUpTo(1000)

/** Position of a stored message, as `WireGroupMessage.seq` tells it. */
export const groupSeq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
export const groupSeqsUpTo = (most: number) => z.array(groupSeq).min(1).max(most)

export const groupIds = z.array(groupId).min(1).max(50)
export const topicIds = z.array(topicId).max(100)
export const usersUpTo = (most: number) => z.array(userId).min(1).max(most)

/** Values by names that the app defined; an empty value deletes. Which ones there are is the app's setting. */
export const customFields = z
  .array(
    z.object({
      key: storableTextUpTo(64).min(1),
      value: storableTextUpTo(groupLimits.groupFieldBytes),
    }),
  )
  .max(groupLimits.groupFields)

/** A request that is sent again with the same number within 120 seconds is answered, and not done twice. */
export const repeatKey = uint32.optional()

/** Opaque place in a list; empty for its beginning. */
export const pageCursor = storableTextUpTo(256).default('')
