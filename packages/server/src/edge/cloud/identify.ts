import { CloudError } from '@yanshu/protocol'
import type { AccessKeys } from '../../access/keys/access-keys.ts'
import type { SigningKey } from '../../access/keys/key-store.ts'
import { freshTimestamp } from '../../access/signature-time.ts'
import { verifyV1 } from '../../access/signature-v1.ts'
import { parseAuthorizationV3, verifyV3 } from '../../access/signature-v3.ts'
import type { Clock } from '../../clock.ts'
import type { IdentifiedCall } from './action-runner.ts'
import { parseFlat, unflatten } from './flat-params.ts'
import { parseJsonObject } from './json-object.ts'
import type { Params } from './validate.ts'

export interface IdentifyDeps {
  readonly keys: Pick<AccessKeys, 'find' | 'noteUse'>
  readonly now: Clock
}

export interface ReceivedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
}

export type Identified = Pick<IdentifiedCall, 'principal' | 'route' | 'params' | 'secretId'>

/** Finds out who calls, and only then reads what is asked. */
export async function identify(deps: IdentifyDeps, request: ReceivedRequest): Promise<Identified> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return identifyV3(deps, request, authorization)
  return identifyV1(deps, request)
}

async function identifyV3(
  { keys, now }: IdentifyDeps,
  request: ReceivedRequest,
  header: string,
): Promise<Identified> {
  const { method, url, headers, body } = request
  const authorization = parseAuthorizationV3(header)
  const sent = headers.get('x-tc-timestamp') ?? undefined
  const timestamp = freshTimestamp('X-TC-Timestamp', sent, now())
  const key = await activeKey(keys, authorization.secretId)
  refuseToken(headers.get('x-tc-token'))
  const query = url.search.slice(1)
  const signed = { method, path: url.pathname, query, headers, body, timestamp }
  verifyV3(signed, authorization, key.secretKey)
  keys.noteUse(authorization.secretId)
  return {
    principal: key.principal,
    secretId: authorization.secretId,
    route: {
      action: headers.get('x-tc-action') ?? undefined,
      version: headers.get('x-tc-version') ?? undefined,
    },
    params: paramsV3(request),
  }
}

function paramsV3({ method, url, headers, body }: ReceivedRequest): Params {
  if (method === 'GET') return { values: unflatten(parseFlat(url.search)), textual: true }
  if (isForm(headers)) return { values: unflatten(parseFlat(decode(body))), textual: true }
  return { values: parseJsonObject(body), textual: false }
}

async function identifyV1(
  { keys, now }: IdentifyDeps,
  { method, url, headers, body }: ReceivedRequest,
): Promise<Identified> {
  const params = parseFlat(method === 'GET' ? url.search : isForm(headers) ? decode(body) : '')
  const secretId = params.get('SecretId')
  if (!secretId || !params.has('Signature')) {
    throw new CloudError('AuthFailure.InvalidAuthorization', 'The request is not signed.')
  }
  freshTimestamp('Timestamp', params.get('Timestamp'), now())
  const key = await activeKey(keys, secretId)
  refuseToken(params.get('Token'))
  const host = headers.get('host') ?? url.host
  verifyV1({ method, host, path: url.pathname, params }, key.secretKey)
  keys.noteUse(secretId)
  return {
    principal: key.principal,
    secretId,
    route: { action: params.get('Action'), version: params.get('Version') },
    params: { values: unflatten(actionParams(params)), textual: true },
  }
}

const COMMON: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Token',
  'RequestClient',
])

/** The action's own parameters. `Language` is a common one too, but also a field of profiles. */
function actionParams(params: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = [...params].filter(
    ([name, value]) =>
      !COMMON.has(name) && !(name === 'Language' && /^[a-z]{2}-[A-Z]{2}$/.test(value)),
  )
  return new Map(own)
}

async function activeKey(keys: IdentifyDeps['keys'], secretId: string): Promise<SigningKey> {
  const key = await keys.find(secretId)
  if (key?.status === 'Active') return key
  throw new CloudError('AuthFailure.SecretIdNotFound', 'The SecretId is not known or not active.')
}

/** Tokens belong to temporary keys, and all keys here are lasting ones. */
function refuseToken(token: string | null | undefined): void {
  if (!token) return
  throw new CloudError('AuthFailure.TokenFailure', 'The token does not belong to this SecretId.')
}

function isForm(headers: Headers): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '')
}

function decode(body: Uint8Array): string {
  return new TextDecoder().decode(body)
}
