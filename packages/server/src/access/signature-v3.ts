import { createHash, createHmac } from 'node:crypto'
import { CloudError } from '@yanshu/protocol'
import { equalInConstantTime } from './constant-time.ts'
import { hostForms } from './signature-host.ts'

const ALGORITHM = 'TC3-HMAC-SHA256'
const UNSIGNED = 'UNSIGNED-PAYLOAD'

/** The Authorization header, taken apart. */
export interface AuthorizationV3 {
  readonly secretId: string
  /** UTC day, `YYYY-MM-DD`. */
  readonly date: string
  readonly service: string
  /** Lower-case names in the order they were signed. */
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** The parts of a request that signature v3 covers, as they came over the wire. */
export interface SignedRequestV3 {
  readonly method: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: Pick<Headers, 'get'>
  readonly body: Uint8Array
  /** Unix seconds, from X-TC-Timestamp. */
  readonly timestamp: number
}

const AUTHORIZATION = new RegExp(
  `^${ALGORITHM}\\s+Credential=([^/\\s,]{1,128})/(\\d{4}-\\d\\d-\\d\\d)/([^/\\s,]{1,128})/tc3_request` +
    '\\s*,\\s*SignedHeaders=([!-+\\--~]{1,1024})\\s*,\\s*Signature=([0-9a-f]{64})$',
)

/** @throws {CloudError} `AuthFailure.InvalidAuthorization` where the header is not well formed. */
export function parseAuthorizationV3(header: string): AuthorizationV3 {
  const [, secretId, date, service, names, signature] = AUTHORIZATION.exec(header) ?? []
  if (!secretId || !date || !service || !names || !signature) throw malformed('is not well formed')
  const signedHeaders = names.toLowerCase().split(';')
  if (!signedHeaders.includes('host')) throw malformed('does not sign the host')
  return { secretId, date, service, signedHeaders, signature }
}

/** Checks the signature; the scope must be of the timestamp's day. */
export function verifyV3(
  request: SignedRequestV3,
  authorization: AuthorizationV3,
  secretKey: string,
): void {
  if (utcDay(request.timestamp) !== authorization.date) {
    throw malformed('has another day than the timestamp')
  }
  const key = signingKey(secretKey, authorization)
  const matches = canonicalForms(request, authorization).some((canonical) =>
    equalInConstantTime(
      signCanonical(canonical, request, authorization, key),
      authorization.signature,
    ),
  )
  if (!matches) {
    throw new CloudError('AuthFailure.SignatureFailure', 'The signature does not match.')
  }
}

function malformed(fault: string): CloudError {
  return new CloudError('AuthFailure.InvalidAuthorization', `The Authorization header ${fault}.`)
}

function utcDay(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10)
}

/** The canonical requests a correct client may have made of this request. */
export function canonicalForms(
  request: SignedRequestV3,
  { signedHeaders }: Pick<AuthorizationV3, 'signedHeaders'>,
): readonly string[] {
  const unsigned = request.headers.get('x-tc-content-sha256') === UNSIGNED
  const bodyHash = sha256(unsigned ? UNSIGNED : request.body)
  const forms = hostForms(request.headers.get('host') ?? '').flatMap((host) =>
    valueForms.map((form) => {
      const value = (name: string) => (name === 'host' ? host : (request.headers.get(name) ?? ''))
      const lines = signedHeaders.map((name) => `${name}:${form(name, value(name).trim())}\n`)
      const { method, path, query } = request
      return [method, path, query, lines.join(''), signedHeaders.join(';'), bodyHash].join('\n')
    }),
  )
  return [...new Set(forms)]
}

/** The documents lower all values, the official examples only the action's, the SDKs none. */
const valueForms: readonly ((name: string, value: string) => string)[] = [
  (_, value) => value,
  (name, value) => (name === 'x-tc-action' ? value.toLowerCase() : value),
  (_, value) => value.toLowerCase(),
]

function signingKey(secretKey: string, { date, service }: AuthorizationV3): Buffer {
  return hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
}

function signCanonical(
  canonical: string,
  { timestamp }: SignedRequestV3,
  { date, service }: AuthorizationV3,
  key: Buffer,
): string {
  const scope = `${date}/${service}/tc3_request`
  return hmac(key, [ALGORITHM, timestamp, scope, sha256(canonical)].join('\n')).toString('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
