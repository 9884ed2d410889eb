import type { CloudErrorCode } from '@yanshu/protocol'
import { CloudError } from '@yanshu/protocol'
import type { Contact } from './user.ts'

const NAME = /^[\w+=,.@-]{1,64}$/
const PHONE = /^\d{4,20}$/
const COUNTRY_CODE = /^\+?\d{1,5}$/
const EMAIL = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,190}$/u

/** @throws {CloudError} `InvalidParameter.UserNameIllegal`. */
export function checkUserName(name: string): void {
  if (NAME.test(name)) return
  throw new CloudError(
    'InvalidParameter.UserNameIllegal',
    '`Name` must be 1 to 64 letters, digits or characters of +=,.@_-',
  )
}

/** An empty value takes away what was there. @throws {CloudError} with `code`, that names the field. */
export function checkContact(
  { phone, countryCode, email }: { readonly [Name in keyof Contact]?: string | undefined },
  code: CloudErrorCode,
): void {
  const check = (name: string, form: RegExp, value: string | undefined) => {
    if (!value || form.test(value)) return
    throw new CloudError(code, `\`${name}\` has not the form of one.`)
  }
  check('PhoneNum', PHONE, phone)
  check('CountryCode', COUNTRY_CODE, countryCode)
  check('Email', EMAIL, email)
}
