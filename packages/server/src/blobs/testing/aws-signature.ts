import { createHash, createHmac } from 'node:crypto'

/** Whom a request must be signed by. */
export interface Signer {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

interface Claim {
  readonly credential: string
  readonly signedHeaders: string
  readonly signature: string
  readonly time: string
  readonly payload: string
}

const UNSIGNED = 'UNSIGNED-PAYLOAD'

/** Computes the signature (AWS Signature Version 4) of a request again; why it does not hold, or undefined. */
export function faultOfSignature(
  request: Request,
  body: Uint8Array,
  signer: Signer,
): 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch' | undefined {
  const url = new URL(request.url)
  const claim = claimOf(url.searchParams, request.headers)
  if (!claim) return 'AccessDenied'
  const [accessKey, ...scope] = claim.credential.split('/')
  if (accessKey !== signer.accessKey) return 'InvalidAccessKeyId'
  const wantedScope = [claim.time.slice(0, 8), signer.region, 's3', 'aws4_request']
  if (scope.join('/') !== wantedScope.join('/')) return 'SignatureDoesNotMatch'
  if (claim.payload !== UNSIGNED && claim.payload !== sha256(body)) return 'SignatureDoesNotMatch'
  const text = ['AWS4-HMAC-SHA256', claim.time, scope.join('/'), sha256(canonical(request, claim))]
  let key: Uint8Array = Buffer.from(`AWS4${signer.secretKey}`)
  for (const part of [...wantedScope, text.join('\n')]) key = hmac(key, part)
  const isRight = Buffer.from(key).toString('hex') === claim.signature
  return isRight ? undefined : 'SignatureDoesNotMatch'
}

function claimOf(query: URLSearchParams, headers: Headers): Claim | undefined {
  if (query.has('X-Amz-Signature')) {
    return {
      credential: query.get('X-Amz-Credential') ?? '',
      signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
      signature: query.get('X-Amz-Signature') ?? '',
      time: query.get('X-Amz-Date') ?? '',
      payload: UNSIGNED,
    }
  }
  const form = /^AWS4-HMAC-SHA256 Credential=(.+), ?SignedHeaders=(.+), ?Signature=(\w+)$/
  const [, credential, signedHeaders, signature] =
    form.exec(headers.get('authorization') ?? '') ?? []
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    return undefined
  }
  const time = headers.get('x-amz-date') ?? ''
  return {
    credential,
    signedHeaders,
    signature,
    time,
    payload: headers.get('x-amz-content-sha256') ?? '',
  }
}

function canonical({ method, url, headers }: Request, claim: Claim): string {
  const { pathname, searchParams } = new URL(url)
  const query = [...searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const signed = claim.signedHeaders.split(';')
  const lines = signed.map((name) => `${name}:${(headers.get(name) ?? '').trim()}\n`)
  return [
    method,
    pathname,
    query.join('&'),
    lines.join(''),
    claim.signedHeaders,
    claim.payload,
  ].join('\n')
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest()
}
