import { describe, expect, test } from 'bun:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { decodeUserSig } from './decode.ts'
import { pack } from './packing.ts'
import { signUserSig } from './sign.ts'
import { type UserSigExpectation, verifyUserSig } from './verify.ts'

const ISSUED = 1_700_000_000
const WEEK = 604_800
const request = {
  sdkAppId: 1400000001,
  userId: 'alice',
  key: 'yanshu-demo-key-0001',
  issuedAt: ISSUED,
  expireSeconds: WEEK,
}
const genuine = signUserSig(request)
const expected: UserSigExpectation = {
  sdkAppId: request.sdkAppId,
  userId: request.userId,
  keys: [{ algorithm: 'HMAC-SHA256', secret: request.key }],
  now: ISSUED + 60,
  revokedAt: undefined,
}
const members = {
  'TLS.ver': '2.0',
  'TLS.identifier': 'alice',
  'TLS.sdkappid': 1400000001,
  'TLS.time': ISSUED,
  'TLS.expire': WEEK,
  'TLS.sig': '/rnucykRqjOQvqdHsXQJcSua81oPsiK0UfYUqiZ+IDo=',
}

describe('a genuine UserSig holds', () => {
  test.each([
    ['at once', { now: ISSUED }],
    ['in its last second', { now: ISSUED + WEEK }],
    ['where the clock that signed it is 5 minutes ahead', { now: ISSUED - 300 }],
    ['where one of two keys is its own', { keys: [key('other'), key(request.key)] }],
    ['where everything older was revoked', { revokedAt: ISSUED - 1 }],
  ])('%s', (_, change) => {
    expect(verifyUserSig(genuine, { ...expected, ...change })).toMatchObject({ ok: true })
  })

  test('with its numbers written as strings', () => {
    const text = pack({
      ...members,
      'TLS.sdkappid': '1400000001',
      'TLS.time': String(ISSUED),
      'TLS.expire': String(WEEK),
    })

    expect(verifyUserSig(text, expected)).toMatchObject({ ok: true })
  })

  test('with a userbuf in it', () => {
    const text = signUserSig({ ...request, userbuf: Buffer.from('room') })

    expect(verifyUserSig(text, expected)).toMatchObject({
      ok: true,
      signed: { userbuf: 'cm9vbQ==' },
    })
  })
})

describe('a single fault answers its documented code', () => {
  test.each([
    ['empty', 70002, '', {}],
    ['notBase64', 70003, 'not a signature!', {}],
    ['notBase64', 70003, genuine.slice(1), {}],
    ['notBase64', 70003, 'A'.repeat(4100), {}],
    ['notCompressed', 70005, 'AAAA', {}],
    ['notJson', 70005, packText('{"TLS.ver":'), {}],
    ['otherUser', 70013, genuine, { userId: 'bob' }],
    ['otherApp', 70014, genuine, { sdkAppId: 1400000002 }],
    [undefined, 70016, genuine, { keys: [] }],
    [undefined, 70016, genuine, { keys: [{ algorithm: 'ECDSA-SHA256' as const, secret: '' }] }],
    ['mismatch', 70009, genuine, { keys: [key('another key')] }],
    ['expired', 70001, genuine, { now: ISSUED + WEEK + 1 }],
    ['expired', 70001, genuine, { now: ISSUED - 301 }],
    ['revoked', 70052, genuine, { revokedAt: ISSUED }],
  ])('%p answers %d', (fault, code, text, change) => {
    expect(verifyUserSig(text, { ...expected, ...change })).toMatchObject({
      ok: false,
      fault,
      row: { code },
    })
  })

  test.each([
    ['no members', []],
    ['no object', null],
    ['an unknown version', { ...members, 'TLS.ver': '3.0' }],
    ['no signature', { ...members, 'TLS.sig': undefined }],
    ['a number as identifier', { ...members, 'TLS.identifier': 5 }],
    ['a negative time', { ...members, 'TLS.time': -1 }],
    ['a broken number', { ...members, 'TLS.time': '17e8' }],
    ['a life of more than 50 years', { ...members, 'TLS.expire': 1_576_800_001 }],
    ['a userbuf that is not base64', { ...members, 'TLS.userbuf': 'a\nTLS.time:1' }],
    ['a line feed in the identifier', { ...members, 'TLS.identifier': 'alice\nbob' }],
  ])('%s answers 70005', (_, json) => {
    expect(verifyUserSig(pack(json), expected)).toMatchObject({
      fault: 'notJson',
      row: { code: 70005 },
    })
  })
})

describe('a forged UserSig', () => {
  const forged = pack({ ...members, 'TLS.time': ISSUED - 2 * WEEK })

  test('learns neither its age nor whether the account was revoked', () => {
    expect(verifyUserSig(forged, { ...expected, revokedAt: ISSUED })).toMatchObject({
      fault: 'mismatch',
    })
  })

  test('does not pass by moving a field into the userbuf', () => {
    const text = pack({ ...members, 'TLS.userbuf': '' })

    expect(verifyUserSig(text, expected)).toMatchObject({ fault: 'mismatch' })
  })

  test('never holds after any one character was changed', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_']
    const original = decodeUserSig(genuine)
    fc.assert(
      fc.property(fc.nat(genuine.length - 1), fc.constantFrom(...alphabet), (at, character) => {
        const changed = genuine.slice(0, at) + character + genuine.slice(at + 1)
        const check = verifyUserSig(changed, expected)
        // The spare bits of the last character may differ and still decode to the same bytes.
        if (check.ok) expect(decodeUserSig(changed)).toEqual(original)
      }),
      { numRuns: 2000 },
    )
  })
})

test('no text makes the check throw', () => {
  const json = fc.oneof(
    fc.json(),
    fc
      .record(
        {
          'TLS.ver': fc.constant('2.0'),
          'TLS.version': fc.anything(),
          'TLS.identifier': fc.oneof(fc.constant('alice'), fc.anything()),
          'TLS.sdkappid': fc.oneof(fc.nat(), fc.anything()),
          'TLS.time': fc.oneof(fc.nat(), fc.anything()),
          'TLS.expire': fc.oneof(fc.nat(), fc.anything()),
          'TLS.sig': fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map((value) =>
        JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? 0 : member)),
      ),
  )
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), json.map(packText))
  fc.assert(
    fc.property(text, (anything) => {
      expect(verifyUserSig(anything, expected).ok).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

function key(secret: string) {
  return { algorithm: 'HMAC-SHA256' as const, secret }
}

function packText(json: string): string {
  const base64 = deflateSync(json).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
