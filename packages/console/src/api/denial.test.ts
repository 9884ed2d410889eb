import { expect, test } from 'bun:test'
import { denialLines, policyOfDenial, readDenial } from './denial.ts'

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

test('the lines of the box say operation, resource and request, and a dash for what is unknown', () => {
  expect(denialLines(readDenial(message))).toEqual([
    'you are not authorized to perform operation (im:DescribeIMAppList)',
    'resource (qcs::im::uin/100000000001:sdkappid/*) has no permission',
    '[request id: f0e1]',
  ])
  expect(denialLines(readDenial('no'))[0]).toBe('you are not authorized to perform operation (-)')
})

test('a policy allows the refused operation on its resource only', () => {
  expect(JSON.parse(policyOfDenial(readDenial(message)) ?? '')).toEqual({
    version: '2.0',
    statement: [
      {
        effect: 'allow',
        action: ['name/im:DescribeIMAppList'],
        resource: ['qcs::im::uin/100000000001:sdkappid/*'],
      },
    ],
  })
})

test('no policy is proposed where no operation is named', () => {
  expect(policyOfDenial(readDenial('no'))).toBeUndefined()
})
