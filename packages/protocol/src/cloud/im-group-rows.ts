import { z } from 'zod'
import { userId } from '../fields.ts'
import { groupId } from '../group-fields.ts'

/** Rows of one call that acts on several things. */
export const MOST_ROWS = 100

export const groupIds = z.array(groupId).min(1).max(MOST_ROWS)
export const userIds = z.array(userId).min(1).max(MOST_ROWS)

/** What became of one row: code 0 where it worked, else that of the REST API with its reason. */
export const rowResult = z.object({ ResultCode: z.number(), ResultInfo: z.string() })
export const groupResults = z.object({
  ResultItem: z.array(rowResult.extend({ GroupId: z.string() })),
})
export const memberResults = z.object({
  ResultItem: z.array(rowResult.extend({ UserID: z.string() })),
})
