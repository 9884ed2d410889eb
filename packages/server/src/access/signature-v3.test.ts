import { createHash } from 'node:crypto'
import { describe, expect, test } from 'bun:test'
import type { AuthorizationV3, SignedRequestV3 } from './signature-v3.ts'
import { canonicalForms, parseAuthorizationV3, verifyV3 } from './signature-v3.ts'

const SIGNATURE = 'dc272dfe46902fd65446766ce6ede47f285ef948fb7cd345a1c49c2bd386f96a'
const header = (signature = SIGNATURE) =>
  'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/cam/tc3_request, ' +
  `SignedHeaders=content-type;host, Signature=${signature}`

function request(change: Partial<SignedRequestV3> = {}): SignedRequestV3 {
  return {
    method: 'POST',
    path: '/',
    query: '',
    headers: new Headers({ 'content-type': 'application/json', host: 'cam.example.test' }),
    body: new TextEncoder().encode('{"Name":"alice"}'),
    timestamp: 1_700_000_000,
    ...change,
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('takes the signature of the Node SDK', () => {
  expect(() => verifyV3(request(), parseAuthorizationV3(header()), 'secretExample')).not.toThrow()
})

test('takes a signature without the port of the host', () => {
  const headers = new Headers({ 'content-type': 'application/json', host: 'cam.example.test:8080' })
  const given = parseAuthorizationV3(header())

  expect(() => verifyV3(request({ headers }), given, 'secretExample')).not.toThrow()
})

test.each([
  ['another body', { body: new TextEncoder().encode('{"Name":"alicE"}') }, 'secretExample'],
  ['another method', { method: 'PUT' }, 'secretExample'],
  ['another path', { path: '/x' }, 'secretExample'],
  ['a query', { query: 'a=1' }, 'secretExample'],
  ['another time of the day', { timestamp: 1_700_000_001 }, 'secretExample'],
  ['another key', {}, 'secretexample'],
] as const)('refuses %s', (_, change, key) => {
  const verify = () => verifyV3(request(change), parseAuthorizationV3(header()), key)

  expect(verify).toThrow(expect.objectContaining({ code: 'AuthFailure.SignatureFailure' }))
})

test('refuses a scope of another day than the timestamp', () => {
  const verify = () =>
    verifyV3(request({ timestamp: 1_700_100_000 }), parseAuthorizationV3(header()), 'secretExample')

  expect(verify).toThrow(expect.objectContaining({ code: 'AuthFailure.InvalidAuthorization' }))
})

describe('the documented example', () => {
  const documented = request({
    headers: new Headers({
      'content-type': 'application/json; charset=utf-8',
      host: 'cvm.tencentcloudapi.com',
      'x-tc-action': 'DescribeInstances',
    }),
    body: new TextEncoder().encode(
      String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    ),
    timestamp: 1_551_113_065,
  })
  const signed = { signedHeaders: ['content-type', 'host', 'x-tc-action'] }

  test('has the documented canonical request among its forms', () => {
    const hashes = canonicalForms(documented, signed).map(sha256)

    expect(hashes).toContain('7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84')
  })

  test('ends in the documented hash of the body', () => {
    const hash = '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064'

    expect(canonicalForms(documented, signed).every((form) => form.endsWith(hash))).toBeTrue()
  })
})

test('leaves the body out where the client says so', () => {
  const headers = new Headers({
    'content-type': 'application/json',
    host: 'cam.example.test',
    'x-tc-content-sha256': 'UNSIGNED-PAYLOAD',
  })

  const [form] = canonicalForms(request({ headers }), { signedHeaders: ['host'] })

  expect(form?.endsWith(sha256('UNSIGNED-PAYLOAD'))).toBeTrue()
})

describe('the Authorization header', () => {
  test('is taken apart', () => {
    expect(parseAuthorizationV3(header())).toEqual({
      secretId: 'AKIDEXAMPLE',
      date: '2023-11-14',
      service: 'cam',
      signedHeaders: ['content-type', 'host'],
      signature: SIGNATURE,
    } satisfies AuthorizationV3)
  })

  test('may have any service and no blanks', () => {
    const given = header().replace('/cam/', '/127/').replaceAll(', ', ',')

    expect(parseAuthorizationV3(given).service).toBe('127')
  })

  test.each([
    ['nothing', ''],
    ['SKIP', 'SKIP'],
    ['another algorithm', header().replace('SHA256', 'SM3')],
    ['a scope of something else', header().replace('tc3_request', 'aws4_request')],
    ['no day', header().replace('2023-11-14', 'today')],
    ['a short signature', header('abc')],
    ['upper case digits', header(SIGNATURE.toUpperCase())],
    ['no signed host', header().replace('content-type;host', 'content-type')],
  ])('is refused with %s', (_, given) => {
    expect(() => parseAuthorizationV3(given)).toThrow(
      expect.objectContaining({ code: 'AuthFailure.InvalidAuthorization' }),
    )
  })
})
