import Sign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js'
import { cloudVersions } from '@yanshu/protocol'
import { rootKey } from './cloud-fixture.ts'

export interface SignedCall {
  readonly action: string
  readonly version?: string
  readonly body?: unknown
  /** Unix milliseconds. */
  readonly now: number
  readonly key?: { readonly secretId: string; readonly secretKey: string }
  readonly headers?: Readonly<Record<string, string>>
}

export const CLOUD_URL = 'http://cloud.example.test:8080/'

/** A request as the official SDK signs it with v3. */
export function signedRequest(call: SignedCall): Request {
  const { action, version = cloudVersions.im, body = {}, now, key = rootKey } = call
  const timestamp = Math.floor(now / 1000)
  const type = { 'Content-Type': 'application/json' }
  const authorization = Sign.sign3({
    method: 'POST',
    url: CLOUD_URL,
    payload: body,
    timestamp,
    service: 'im',
    ...key,
    multipart: false,
    boundary: '',
    headers: type,
  })
  return new Request(CLOUD_URL, {
    method: 'POST',
    headers: {
      ...type,
      Host: 'cloud.example.test:8080',
      'X-TC-Action': action,
      'X-TC-Version': version,
      'X-TC-Timestamp': String(timestamp),
      Authorization: authorization,
      ...call.headers,
    },
    body: JSON.stringify(body),
  })
}

/** The parameters of a v1 request, signed for the given method with HmacSHA256. */
export function signedParams(call: SignedCall, method = 'GET'): URLSearchParams {
  const { action, version = cloudVersions.im, body = {}, now, key = rootKey } = call
  const params: Record<string, string> = {
    ...(body as Record<string, string>),
    Action: action,
    Version: version,
    Timestamp: String(Math.floor(now / 1000)),
    Nonce: '7',
    SecretId: key.secretId,
    SignatureMethod: 'HmacSHA256',
  }
  const pairs = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`)
  const source = `${method}cloud.example.test/?${pairs.join('&')}`
  return new URLSearchParams({
    ...params,
    Signature: Sign.sign(key.secretKey, source, 'HmacSHA256'),
  })
}
