import { z } from 'zod'

const encoder = new TextEncoder()

/** Length in bytes of UTF-8, which is how the contracts measure text. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

/** Text of at most `max` bytes of UTF-8. */
export function textUpTo(max: number) {
  return z
    .string()
    .refine((text) => text.length * 3 <= max || byteLength(text) <= max, `at most ${max} bytes`)
}

/** Text that every storage can hold: PostgreSQL keeps no NUL. */
export function storableTextUpTo(max: number) {
  return textUpTo(max).refine((text) => !text.includes('\0'), 'a NUL cannot be stored')
}

/** At most 32 bytes (使用限制). */
const USER_ID = /^[\x21-\x7e]{1,32}$/

/** True for a UserID the platform takes: 1 to 32 printable ASCII characters without blanks, case-sensitive. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text)
}

export const userId = z
  .string()
  .regex(USER_ID, 'a UserID is 1 to 32 printable ASCII characters without blanks')

export const uint32 = z.number().int().min(0).max(0xffff_ffff)
export const flag = z.union([z.literal(0), z.literal(1)])
export const sdkAppId = z.number().int().min(1).max(0xffff_ffff)
