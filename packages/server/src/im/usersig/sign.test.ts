import { expect, test } from 'bun:test'
import { deflateSync, inflateSync } from 'node:zlib'
import { decodeUserSig } from './decode.ts'
import { signUserSig } from './sign.ts'

const request = {
  sdkAppId: 1400000001,
  userId: 'alice',
  key: 'yanshu-demo-key-0001',
  issuedAt: 1700000000,
  expireSeconds: 604800,
}
const userbufBase64 = 'AAAFYWxpY2VTck4BAAAnEWVdK4AAAAD/AAAAAA=='

test('signs the plain vector', () => {
  expect(members(signUserSig(request))).toEqual({
    'TLS.ver': '2.0',
    'TLS.identifier': 'alice',
    'TLS.sdkappid': 1400000001,
    'TLS.time': 1700000000,
    'TLS.expire': 604800,
    'TLS.sig': '/rnucykRqjOQvqdHsXQJcSua81oPsiK0UfYUqiZ+IDo=',
  })
})

test('signs the vector with userbuf', () => {
  const sig = signUserSig({ ...request, userbuf: Buffer.from(userbufBase64, 'base64') })

  expect(members(sig)).toMatchObject({
    'TLS.userbuf': userbufBase64,
    'TLS.sig': 'plNKhbEwn0MNgLicCCRnSHM5XBuuzPBXarU9TiUwKdQ=',
  })
})

test('makes a text that needs no escaping in an address', () => {
  for (let n = 0; n < 100; n++) {
    expect(signUserSig({ ...request, userId: `user-${n}` })).toMatch(/^[A-Za-z0-9*-]+_{0,2}$/)
  }
})

test('decodes what another library compressed, to the same fields', () => {
  const sig =
    'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwok5mcmpUInilOzEgoLMFCUrQxMDCDCEyJRk5qYqWRmaQ0UNIKKpFQWZRalKVmYGJhYwseLMdCUrJf2ivNLkyuygwiz-wLLCFI-iiECv5ODSRAvD-IDiTG*D0LTI0MLMKG1Pl3xbpVoA1U4xxQ__'

  expect(decodeUserSig(sig)).toEqual({
    ok: true,
    signed: {
      algorithm: 'HMAC-SHA256',
      userId: 'alice',
      sdkAppId: 1400000001,
      issuedAt: 1700000000,
      expireSeconds: 604800,
      signature: '/rnucykRqjOQvqdHsXQJcSua81oPsiK0UfYUqiZ+IDo=',
    },
  })
})

test('unpacks no more than the bound', () => {
  const bomb = deflateSync(Buffer.alloc(1_000_000, 0x20)).toString('base64')
  const text = bomb.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')

  expect(text.length).toBeLessThan(4096)
  expect(decodeUserSig(text)).toEqual({ ok: false, fault: 'notCompressed' })
})

/** Unpacks the way the public helpers do, without our own code. */
function members(sig: string): unknown {
  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString())
}
