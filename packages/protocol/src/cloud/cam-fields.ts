import { z } from 'zod'
import { storableTextUpTo } from '../fields.ts'

/** The number of a root account or a user; text where a client signs with v1 or sends GET. */
export const uin = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** The id of a user group, or the short number of a user. */
export const camId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** 0 or 1, also as text. */
export const numericFlag = z.coerce.number().pipe(z.union([z.literal(0), z.literal(1)]))
/** A remark or a description, in bytes. */
export const remark = storableTextUpTo(300)
/**
 * A name, a number or an address whose exact form has an error code of its own: what is checked here is
 * only that it is not endless.
 */
export const checkedLater = z.string().max(1024)

/** Pages of the older lists: from 1, of `Rp` rows. */
export const page = z.coerce.number().int().min(1).max(10_000).default(1)
export const rowsPerPage = z.coerce.number().int().min(1).max(200).default(20)
