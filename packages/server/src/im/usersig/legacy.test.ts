import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { decodeUserSig } from './decode.ts'
import { readPublicKey } from './legacy.ts'
import { publicKeyPem, signLegacyUserSig } from './testing/legacy-signing.ts'
import { pack, unpack } from './packing.ts'
import { ORDER } from './secp256k1.ts'
import { type UserSigExpectation, verifyUserSig } from './verify.ts'

// Made with OpenSSL, so that our arithmetic is not checked against itself alone.
const PEM = `-----BEGIN PUBLIC KEY-----
MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEFLqP5gpe8uFwRXZXditN5PcY0NiXdNDK
Hl6/xpCR7y6BdfgTD37oy6ErUJNSnIQbHhHFUchc3BptVmADoYwhqQ==
-----END PUBLIC KEY-----
`
const PRIVATE_KEY = BigInt(
  `0x${Buffer.from('KQFOSes2d79cgoU-ROTtI7Z9LN3GBemrqZigZUMQAVc', 'base64url').toString('hex')}`,
)
const GENUINE =
  'eJxNjl1PgzAUhv-LudWYlqHTJl5MWMjmyEYYcbtqOlrwOCyldDhd9t*NyIzn8n3ej3OC9SK9EXleH7Tj7tMoYEDgupdRKu2wQGWBgagwVwMQxqDkwvGRlf-8rdzzHgED6pPfowNUR4NWcVG4vu6O*PfkEuyUbbHWwMAj9JZ6oz45QIfvP0-R8VD4t4YlMIinWTBLwoN1u5DMmyBS4zhSm1JWhi7UMtovk8wUT88f600w1Q-6K5mVK79J0-nxtfNz-y2j4YruJq5r4g4xuaJbl1be9iVu64nMHuH8DXwNV8g_'

const fields = {
  sdkAppId: 1400000001,
  userId: 'alice',
  issuedAt: 1_700_000_000,
  expireSeconds: 604_800,
  accountType: 0,
  appIdAt3rd: 0,
}
const expected: UserSigExpectation = {
  sdkAppId: 1400000001,
  userId: 'alice',
  keys: [{ algorithm: 'ECDSA-SHA256', secret: PEM }],
  now: 1_700_000_060,
  revokedAt: undefined,
}

describe('a UserSig of the older kind', () => {
  test('decodes to the same fields as one of today', () => {
    expect(decodeUserSig(GENUINE)).toMatchObject({
      ok: true,
      signed: { algorithm: 'ECDSA-SHA256', ...fields },
    })
  })

  test('holds where OpenSSL signed it', () => {
    expect(verifyUserSig(GENUINE, expected)).toMatchObject({ ok: true })
  })

  test('holds whichever of its optional members it has', () => {
    const { appIdAt3rd: _, ...bare } = fields
    for (const variant of [fields, bare, { ...fields, userbuf: 'cm9vbQ==' }]) {
      const text = signLegacyUserSig(variant, PRIVATE_KEY)
      expect(verifyUserSig(text, expected)).toMatchObject({ ok: true })
    }
  })

  test.each([
    ['expired', 70001, { now: 1_700_604_801 }],
    ['mismatch', 70009, { keys: [{ algorithm: 'ECDSA-SHA256', secret: publicKeyPem(7n) }] }],
    ['mismatch', 70009, { keys: [{ algorithm: 'ECDSA-SHA256', secret: 'not a key' }] }],
    [undefined, 70016, { keys: [{ algorithm: 'HMAC-SHA256', secret: 'k' }] }],
  ] as const)('with the fault %p answers %d', (fault, code, change) => {
    expect(verifyUserSig(GENUINE, { ...expected, ...change })).toMatchObject({
      fault,
      row: { code },
    })
  })

  test('does not hold once a member was changed', () => {
    const unpacked = unpack(GENUINE)
    const json = unpacked.ok ? (unpacked.json as object) : {}

    expect(verifyUserSig(pack(json), expected)).toMatchObject({ ok: true })
    expect(verifyUserSig(pack({ ...json, 'TLS.expire_after': '604801' }), expected)).toMatchObject({
      fault: 'mismatch',
    })
  })
})

test('derives the public key that OpenSSL derives', () => {
  expect(publicKeyPem(PRIVATE_KEY)).toBe(PEM)
})

test('reads no key from a point that is not on the curve', () => {
  const off = PEM.replace('Hl6/', 'Hl6+')

  expect(readPublicKey(off)).toBeUndefined()
})

test('what any private key signs, its public key verifies', () => {
  const privateKey = fc.bigInt({ min: 1n, max: ORDER - 1n })
  fc.assert(
    fc.property(privateKey, (secret) => {
      const keys = [{ algorithm: 'ECDSA-SHA256' as const, secret: publicKeyPem(secret) }]
      const text = signLegacyUserSig(fields, secret)
      expect(verifyUserSig(text, { ...expected, keys })).toMatchObject({ ok: true })
    }),
    { numRuns: 20 },
  )
})
