import type { ProfileField, ProfileTag, ProfileValue } from '@yanshu/protocol'
import { ImError, isProfileTag, profileErrors, profileFields, uint32 } from '@yanshu/protocol'

/** Who writes a field: the app's administrators may write all of them. */
export type ProfileWriter = 'administrator' | 'owner'

/**
 * Checks one field of a profile.
 *
 * @throws {ImError} 40009 unknown, 40008 not writable, 40610 wrong type, 40601 too long, 40605 not
 * one of the values.
 */
export function checkField(tag: string, value: ProfileValue, writer: ProfileWriter): ProfileTag {
  if (!isProfileTag(tag)) throw new ImError(profileErrors.unknownTag, tag)
  const field: ProfileField = profileFields[tag]
  if (field.adminOnly && writer !== 'administrator') throw new ImError(profileErrors.noWrite, tag)
  if (field.kind === 'uint32') checkNumber(tag, value)
  else checkText(tag, value, field)
  return tag
}

function checkNumber(tag: string, value: ProfileValue): void {
  if (typeof value !== 'number') throw new ImError(profileErrors.badType, tag)
  if (!uint32.safeParse(value).success) throw new ImError(profileErrors.badValue, tag)
}

function checkText(tag: string, value: ProfileValue, field: ProfileField): void {
  if (typeof value !== 'string') throw new ImError(profileErrors.badType, tag)
  if (field.choices) {
    if (!field.choices.includes(value)) throw new ImError(profileErrors.badValue, tag)
    return
  }
  // PostgreSQL keeps no NUL in a text.
  if (value.includes('\0')) throw new ImError(profileErrors.badValue, tag)
  if (Buffer.byteLength(value) > (field.maxBytes ?? 500)) {
    throw new ImError(profileErrors.tooLong, tag)
  }
}
