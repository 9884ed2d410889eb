import { expect, test } from 'bun:test'
import { authorization } from './signature-v3.ts'

test('signs the example call of the contract as its vector says', () => {
  const header = authorization(
    { secretId: 'AKIDEXAMPLE', secretKey: 'secretExample' },
    { host: 'cam.example.test', service: 'cam', body: '{"Name":"alice"}', time: 1_700_000_000 },
  )

  expect(header).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/cam/tc3_request, ' +
      'SignedHeaders=content-type;host, ' +
      'Signature=dc272dfe46902fd65446766ce6ede47f285ef948fb7cd345a1c49c2bd386f96a',
  )
})
