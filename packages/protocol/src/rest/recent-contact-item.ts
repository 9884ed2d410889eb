import { z } from 'zod'
import { userId } from '../fields.ts'

/** A conversation as the commands of groups and marks name it. */
export const contactItem = z.object({
  Type: z.union([z.literal(1), z.literal(2)]),
  To_Account: userId.optional(),
  ToGroupId: z.string().min(1).max(64).optional(),
})

export const contactResult = z.object({
  ContactItem: contactItem,
  ResultCode: z.number(),
  ResultInfo: z.string(),
})

/** A conversation with what is set on it. */
export const contactView = contactItem.extend({
  /** Bits as characters: the first is bit 1, the star; zeros at the end are left out. */
  StandardMark: z.string(),
  CustomMark: z.string(),
  ContactGroupId: z.array(z.number()),
  Timestamp: z.number(),
})

export const contactGroupItem = z.object({ GroupName: z.string(), GroupId: z.number() })
