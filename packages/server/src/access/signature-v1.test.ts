import { expect, test } from 'bun:test'
import { sourceString, verifyV1 } from './signature-v1.ts'

const HMAC_SHA256 = 'xWIjb8Tlwqy9dOkLaxhjI5FLg1ZfKf4aJfSuz0hEFCc='
const HMAC_SHA1 = 'RUKMfrRPCHh9QhoNK+2ZPrajzuY='

function request(change: Record<string, string> = {}, host = 'cam.example.test') {
  const params = new Map(
    Object.entries({
      Version: '2019-01-16',
      Action: 'GetUser',
      Name: 'alice',
      Nonce: '11886',
      SecretId: 'AKIDEXAMPLE',
      SignatureMethod: 'HmacSHA256',
      Timestamp: '1700000000',
      Signature: HMAC_SHA256,
      ...change,
    }),
  )
  return { method: 'GET', host, path: '/', params }
}

test('signs the parameters in order and not encoded', () => {
  expect(sourceString(request({ Name: 'a b&c' }))).toBe(
    'GETcam.example.test/?Action=GetUser&Name=a b&c&Nonce=11886&SecretId=AKIDEXAMPLE' +
      '&SignatureMethod=HmacSHA256&Timestamp=1700000000&Version=2019-01-16',
  )
})

test.each([
  ['HmacSHA256', HMAC_SHA256],
  ['HmacSHA1', HMAC_SHA1],
  ['HmacSHA1', HMAC_SHA1.replace('+', ' ')],
])('takes the signature of the Node SDK with %s', (SignatureMethod, Signature) => {
  const signed = request({ SignatureMethod, Signature })

  expect(() => verifyV1(signed, 'secretExample')).not.toThrow()
})

test('takes a signature without the port of the host', () => {
  expect(() => verifyV1(request({}, 'cam.example.test:8080'), 'secretExample')).not.toThrow()
})

test.each([
  ['another parameter', request({ Name: 'bob' }), 'AuthFailure.SignatureFailure'],
  ['another host', request({}, 'tag.example.test'), 'AuthFailure.SignatureFailure'],
  ['an empty signature', request({ Signature: '' }), 'AuthFailure.SignatureFailure'],
  ['another algorithm', request({ SignatureMethod: 'HmacMD5' }), 'InvalidParameterValue'],
])('refuses %s', (_, signed, code) => {
  expect(() => verifyV1(signed, 'secretExample')).toThrow(expect.objectContaining({ code }))
})

test('refuses another key', () => {
  expect(() => verifyV1(request(), 'secretexample')).toThrow()
})
