import { createHmac } from 'node:crypto'
import { pack } from './packing.ts'
import { type HmacFields, textToSign } from './signed-fields.ts'

export interface UserSigRequest {
  readonly sdkAppId: number
  readonly userId: string
  /** The application's secret key, used as it is spelled, not decoded from hex. */
  readonly key: string
  /** Unix seconds. */
  readonly issuedAt: number
  readonly expireSeconds: number
  /** A room permission, from `encodeUserbuf`. */
  readonly userbuf?: Uint8Array
}

/** Signs a UserSig of the HMAC-SHA256 kind, the same that `tls-sig-api-v2` makes. */
export function signUserSig({ key, userbuf, ...request }: UserSigRequest): string {
  const fields: HmacFields = {
    algorithm: 'HMAC-SHA256',
    ...request,
    ...(userbuf && { userbuf: Buffer.from(userbuf).toString('base64') }),
  }
  return pack({
    'TLS.ver': '2.0',
    'TLS.identifier': fields.userId,
    'TLS.sdkappid': fields.sdkAppId,
    'TLS.time': fields.issuedAt,
    'TLS.expire': fields.expireSeconds,
    ...(fields.userbuf !== undefined && { 'TLS.userbuf': fields.userbuf }),
    'TLS.sig': hmacSignature(fields, key),
  })
}

/** The signature of the fields in base64. */
export function hmacSignature(fields: HmacFields, key: string): string {
  return createHmac('sha256', key).update(textToSign(fields)).digest('base64')
}
