import { expect, test } from 'bun:test'
import { auditBody, isSecret } from './redact.ts'

test('masks what looks like a secret, at any depth', () => {
  const body = {
    AccessKeyId: 'AKID1',
    SecretKey: 's',
    List: [{ UserID: 'a', UserSig: 'x', password: 'p' }],
  }

  expect(auditBody(body)).toBe(
    '{"AccessKeyId":"AKID1","SecretKey":"***","List":[{"UserID":"a","UserSig":"***","password":"***"}]}',
  )
})

test.each(['SecretId', 'SecretIdList', 'SelfSignature'])('tells %s, which is no secret', (name) => {
  expect(isSecret(name)).toBeFalse()
})

test('tells rules about secrets', () => {
  const rules = { ForcePasswordChange: 90, NeedResetPassword: true, Password: 'p' }

  expect(auditBody(rules)).toBe(
    '{"ForcePasswordChange":90,"NeedResetPassword":true,"Password":"***"}',
  )
})

test('bounds the length', () => {
  const text = auditBody({ Nick: 'x'.repeat(10_000) })

  expect(text.length).toBe(8192)
  expect(text.endsWith('…')).toBeTrue()
})

test('bounds the depth', () => {
  let body: unknown = 'deep'
  for (let depth = 0; depth < 100_000; depth++) body = [body]

  expect(auditBody(body)).toBe('[[[[[[[["…"]]]]]]]]')
})
