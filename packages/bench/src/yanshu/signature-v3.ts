import { createHash, createHmac } from 'node:crypto'

export interface SecretPair {
  readonly secretId: string
  readonly secretKey: string
}

export interface SignedCall {
  readonly host: string
  readonly service: string
  readonly body: string
  /** Unix seconds. */
  readonly time: number
}

const CONTENT_TYPE = 'application/json'
const SIGNED_HEADERS = 'content-type;host'

/** The `Authorization` of a cloud API call by TC3-HMAC-SHA256; signs content type and host. */
export function authorization(pair: SecretPair, { host, service, body, time }: SignedCall): string {
  const date = new Date(time * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}\nhost:${host}\n`,
    SIGNED_HEADERS,
    sha256(body),
  ].join('\n')
  const text = ['TC3-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${pair.secretKey}`, date), service), 'tc3_request')
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return `TC3-HMAC-SHA256 Credential=${pair.secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
