import { z } from 'zod'
import { textUpTo } from './fields.ts'

/** Bounds of what an account sets on its conversations. Source: 使用限制, 会话分组, 会话标记. */
export const MOST_CONTACT_GROUPS = 20
/** Conversations in groups, and conversations with a mark or custom data. */
export const MOST_CONTACTS = 1000
export const CONTACTS_PER_REQUEST = 100
export const CONTACT_GROUP_NAME_BYTES = 32
export const CONTACT_CUSTOM_BYTES = 256

/** PostgreSQL keeps no NUL in a text. */
export const contactCustom = textUpTo(CONTACT_CUSTOM_BYTES).refine(
  (text) => !text.includes('\0'),
  'no NUL',
)

/** Its length has an error of its own and is looked at later. */
export const contactGroupName = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'), 'no NUL')
