import type { Profile, ProfileField, ProfileValue, UserField } from '@yanshu/protocol'
import {
  ImError,
  isCustomTag,
  isProfileTag,
  profileErrors,
  profileFields,
  uint32,
} from '@yanshu/protocol'

/** Who reads or writes a field: administrators of the app, or its users (用户自定义字段). */
export type ProfileSide = 'administrator' | 'user'

/** The custom fields of an app, by full tag. */
export type UserFields = ReadonlyMap<string, UserField>

export interface ProfileItem {
  readonly tag: string
  readonly value: ProfileValue
}

/**
 * Checks one field of a profile before it is written.
 *
 * @throws {ImError} 40009 unknown, 40008 not writable, 40610 wrong type, 40601 too long, 40605 not
 * one of the values, 40001 a custom value that no storage holds.
 */
export function checkField(
  fields: UserFields,
  { tag, value }: ProfileItem,
  writer: ProfileSide,
): void {
  if (isProfileTag(tag)) checkStandard(tag, value, writer)
  else checkCustom(customField(fields, tag), tag, value, writer)
}

/** @throws {ImError} 40009 unknown, 40007 not readable. */
export function checkReadable(fields: UserFields, tag: string, reader: ProfileSide): void {
  if (isProfileTag(tag) || maySee(customField(fields, tag), reader)) return
  throw new ImError(profileErrors.noRead, tag)
}

/** The fields of a profile that a side may read. */
export function readable(fields: UserFields, profile: Profile, reader: ProfileSide): Profile {
  // Without custom fields, as in most apps, everybody reads everything.
  if (fields.size === 0) return profile
  const entries = Object.entries(profile).filter(([tag]) => {
    const field = fields.get(tag)
    return field ? maySee(field, reader) : isProfileTag(tag)
  })
  return Object.fromEntries(entries) as Profile
}

function customField(fields: UserFields, tag: string): UserField {
  const field = isCustomTag(tag) ? fields.get(tag) : undefined
  if (!field) throw new ImError(profileErrors.unknownTag, tag)
  return field
}

function maySee(field: UserField, reader: ProfileSide): boolean {
  return reader === 'administrator' ? field.AdminRead : field.AppRead
}

function checkCustom(
  field: UserField,
  tag: string,
  value: ProfileValue,
  writer: ProfileSide,
): void {
  const allowed = writer === 'administrator' ? field.AdminWrite : field.AppWrite
  if (!allowed) throw new ImError(profileErrors.noWrite, tag)
  if (field.Type === 'uint64') {
    // Above 2^53 a number of JSON is not the one that was written.
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    if (!fits) throw new ImError(profileErrors.badType, tag)
    return
  }
  if (typeof value !== 'string') throw new ImError(profileErrors.badType, tag)
  if (value.includes('\0')) throw new ImError(profileErrors.badParameter, tag)
  checkBytes(tag, value, 500)
}

function checkStandard(
  tag: keyof typeof profileFields,
  value: ProfileValue,
  writer: ProfileSide,
): void {
  const field: ProfileField = profileFields[tag]
  if (field.adminOnly && writer !== 'administrator') throw new ImError(profileErrors.noWrite, tag)
  if (field.kind === 'uint32') checkNumber(tag, value)
  else checkText(tag, value, field)
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
  checkBytes(tag, value, field.maxBytes ?? 500)
}

function checkBytes(tag: string, value: string, most: number): void {
  if (Buffer.byteLength(value) > most) throw new ImError(profileErrors.tooLong, tag)
}
