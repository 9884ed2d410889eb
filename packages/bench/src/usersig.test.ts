import { expect, test } from 'bun:test'
import { inflateSync } from 'node:zlib'
import { signUserSig } from './usersig.ts'

test('signs as the vector of the contract says', () => {
  const key = { sdkAppId: 1_400_000_001, secretKey: 'yanshu-demo-key-0001' }

  const sig = signUserSig(key, 'alice', 1_700_000_000)

  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  expect(JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString())).toEqual({
    'TLS.ver': '2.0',
    'TLS.identifier': 'alice',
    'TLS.sdkappid': 1_400_000_001,
    'TLS.time': 1_700_000_000,
    'TLS.expire': 604_800,
    'TLS.sig': '/rnucykRqjOQvqdHsXQJcSua81oPsiK0UfYUqiZ+IDo=',
  })
})
