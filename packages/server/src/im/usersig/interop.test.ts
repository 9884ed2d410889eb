import { expect, test } from 'bun:test'
import { inflateSync } from 'node:zlib'
// Its package.json has "main" twice, and the runtime follows the one that leads nowhere.
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js'
import { decodeUserSig } from './decode.ts'
import { signUserSig } from './sign.ts'
import { decodeUserbuf } from './userbuf.ts'
import { verifyUserSig } from './verify.ts'

const sdkAppId = 1400000001
const secret = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e'
const api = new Api(sdkAppId, secret)

test('a UserSig of the public library holds here', () => {
  expect(check(api.genUserSig('alice', 86_400))).toMatchObject({ ok: true })
})

test.each([
  ['number', 10_001, () => api.genPrivateMapKey('alice', 300, 10_001, 255)],
  ['text', 'lobby', () => api.genPrivateMapKeyWithStringRoomID('alice', 300, 'lobby', 42)],
])('a room permission with a %s holds here and can be read', (_, room, sign) => {
  const result = check(sign())

  expect(result).toMatchObject({ ok: true })
  const userbuf = Buffer.from(result.signed?.userbuf ?? '', 'base64')
  expect(decodeUserbuf(userbuf)).toMatchObject({ account: 'alice', sdkAppId, room })
})

test('the public library writes the members that we write', () => {
  const theirs = members(api.genUserSig('alice', 86_400))
  const ours = signUserSig({
    sdkAppId,
    userId: 'alice',
    key: secret,
    issuedAt: theirs['TLS.time'] as number,
    expireSeconds: 86_400,
  })

  expect(members(ours)).toEqual(theirs)
})

test('the public library finds the signature that we make', () => {
  const decoded = decodeUserSig(
    signUserSig({ sdkAppId, userId: 'alice', key: secret, issuedAt: 1e9, expireSeconds: 60 }),
  )

  expect(decoded).toMatchObject({
    signed: { signature: api._hmacsha256('alice', 1e9, 60, null) },
  })
})

function check(text: string) {
  const now = Math.floor(Date.now() / 1000)
  const keys = [{ algorithm: 'HMAC-SHA256' as const, secret }]
  return verifyUserSig(text, { sdkAppId, userId: 'alice', keys, now, revokedAt: undefined })
}

function members(sig: string): Record<string, unknown> {
  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString())
}
