import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export interface SigKey {
  readonly sdkAppId: number
  readonly secretKey: string
}

/** A UserSig of the HMAC-SHA256 kind that holds for a week from `time`, in Unix seconds. */
export function signUserSig(
  { sdkAppId, secretKey }: SigKey,
  userId: string,
  time = Math.floor(Date.now() / 1000),
): string {
  const expire = 7 * 86_400
  const text =
    `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\n` +
    `TLS.time:${time}\nTLS.expire:${expire}\n`
  const signed = {
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': time,
    'TLS.expire': expire,
    'TLS.sig': createHmac('sha256', secretKey).update(text).digest('base64'),
  }
  const packed = deflateSync(JSON.stringify(signed)).toString('base64')
  // Not base64url: the public form has its own three replacements.
  return packed.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
