import { expect, test } from 'bun:test'
import { readDenial } from './denial.ts'

const message =
  '[request id:f0e1]you are not authorized to perform operation (im:DescribeIMAppList)\n' +
  'resource (qcs::im::uin/100000000001:sdkappid/*) has no permission\n'

test('a permission error names operation, resource and request', () => {
  expect(readDenial(message)).toEqual({
    operation: 'im:DescribeIMAppList',
    resource: 'qcs::im::uin/100000000001:sdkappid/*',
    requestId: 'f0e1',
  })
})

test('a sentence in front does not disturb, and the answer’s own request id wins', () => {
  const denial = readDenial(`Check your CAM policies, ${message}`, 'a1b2')

  expect(denial).toMatchObject({ operation: 'im:DescribeIMAppList', requestId: 'a1b2' })
})

test('a message of another form leaves the parts out', () => {
  expect(readDenial('no')).toEqual({
    operation: undefined,
    resource: undefined,
    requestId: undefined,
  })
})
