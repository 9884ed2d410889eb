/** 50 years, the longest life a UserSig may have (生成 UserSig). */
export const MAX_EXPIRE_SECONDS = 50 * 365 * 86_400

interface CommonFields {
  readonly userId: string
  readonly sdkAppId: number
  /** Unix seconds. */
  readonly issuedAt: number
  readonly expireSeconds: number
  /** Base64 of the room permission, as it was signed. */
  readonly userbuf?: string
}

/** What a UserSig of today's kind says. */
export interface HmacFields extends CommonFields {
  readonly algorithm: 'HMAC-SHA256'
}

/** What a UserSig of an application from before July 2019 says. */
export interface EcdsaFields extends CommonFields {
  readonly algorithm: 'ECDSA-SHA256'
  readonly accountType: number
  readonly appIdAt3rd?: number
}

export type FieldsToSign = HmacFields | EcdsaFields

/** The fields together with their signature in base64. */
export type SignedFields = FieldsToSign & { readonly signature: string }

export type SignatureAlgorithm = FieldsToSign['algorithm']

/** The members of an unpacked UserSig, or `undefined` where one is missing, odd or out of range. */
export function readSignedFields(json: unknown): SignedFields | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  try {
    return readMembers(json as Members)
  } catch (error) {
    if (error instanceof OddMember) return undefined
    throw error
  }
}

/** The exact text that is signed; its last line ends in a line feed too. */
export function textToSign(fields: FieldsToSign): string {
  const lines = fields.algorithm === 'HMAC-SHA256' ? hmacLines(fields) : ecdsaLines(fields)
  if (fields.userbuf !== undefined) lines.push(['userbuf', fields.userbuf])
  return lines.map(([name, value]) => `TLS.${name}:${value}\n`).join('')
}

type Line = [name: string, value: string | number]

function hmacLines(fields: HmacFields): Line[] {
  return [
    ['identifier', fields.userId],
    ['sdkappid', fields.sdkAppId],
    ['time', fields.issuedAt],
    ['expire', fields.expireSeconds],
  ]
}

function ecdsaLines(fields: EcdsaFields): Line[] {
  const lines: Line[] = [
    ['account_type', fields.accountType],
    ['identifier', fields.userId],
    ['sdk_appid', fields.sdkAppId],
    ['time', fields.issuedAt],
    ['expire_after', fields.expireSeconds],
  ]
  if (fields.appIdAt3rd !== undefined) lines.unshift(['appid_at_3rd', fields.appIdAt3rd])
  return lines
}

type Members = Readonly<Record<string, unknown>>

/** A member that is missing, or of the wrong type or size. */
class OddMember extends Error {
  override readonly name = 'OddMember'
}

function readMembers(members: Members): SignedFields {
  if (members['TLS.version'] !== undefined) {
    return {
      algorithm: 'ECDSA-SHA256',
      ...readCommon(members, 'TLS.sdk_appid', 'TLS.expire_after'),
      accountType: count(members, 'TLS.account_type'),
      ...('TLS.appid_at_3rd' in members && { appIdAt3rd: count(members, 'TLS.appid_at_3rd') }),
    }
  }
  if (members['TLS.ver'] !== '2.0') throw new OddMember('TLS.ver')
  return { algorithm: 'HMAC-SHA256', ...readCommon(members, 'TLS.sdkappid', 'TLS.expire') }
}

function readCommon(members: Members, appId: string, expire: string) {
  const expireSeconds = count(members, expire)
  if (expireSeconds > MAX_EXPIRE_SECONDS) throw new OddMember(expire)
  return {
    userId: text(members, 'TLS.identifier', ONE_LINE),
    sdkAppId: count(members, appId),
    issuedAt: count(members, 'TLS.time'),
    expireSeconds,
    signature: text(members, 'TLS.sig', BASE64),
    ...('TLS.userbuf' in members && { userbuf: text(members, 'TLS.userbuf', BASE64) }),
  }
}

// The signed text parts its fields by line feeds alone. A line feed inside a field would let one
// signature stand for two sets of fields, so neither form of text may hold one.
const ONE_LINE = /^[^\n]+$/
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function text(members: Members, name: string, form: RegExp): string {
  const value = members[name]
  if (typeof value !== 'string' || !form.test(value)) throw new OddMember(name)
  return value
}

/** A whole number that is not negative. Some signing libraries write numbers as strings. */
function count(members: Members, name: string): number {
  const value = members[name]
  const number = typeof value === 'string' && /^(0|[1-9]\d{0,15})$/.test(value) ? +value : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new OddMember(name)
  }
  return number
}
