import { z } from 'zod'

/** `C2C` + UserID of the other side. */
export const c2cConversationId = z
  .string()
  .regex(/^C2C[\x21-\x7e]{1,32}$/, 'a conversation id is C2C + UserID')

/** `C2C` + UserID of the other side, or `GROUP` + id of a group or a topic. */
export const conversationId = z
  .string()
  .regex(
    /^(?:C2C[\x21-\x7e]{1,32}|GROUP[\x20-\x7e]{1,140})$/,
    'a conversation id is C2C + UserID, or GROUP + the id of a group',
  )

export const conversationIds = z.array(conversationId).min(1).max(100)
