import type { WrittenPolicy, WrittenStatement } from '@yanshu/protocol'
import fc from 'fast-check'
import type { AccessContext, AccessRequest } from '../decision.ts'

// Small pools, so that statements and requests meet often enough to decide about each other.

const oneOrMore = (value: fc.Arbitrary<string>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))

const actions = fc.constantFrom(
  '*',
  'name/im:*',
  'im:Describe*',
  'name/im:*Secret',
  'im:D*b*L*',
  'im:describesecret',
  'name/im:DescribeIMAppList',
  'name/*:Describe*',
  'cam:*User*',
  'cam:AddUser',
  'tag:*',
)
const paths = fc.constantFrom('sdkappid/*', 'sdkappid/1', 'sdkappid/14', 'sdkappid/1*', '*')
const camPaths = fc.constantFrom('uin/*', 'uin/${uin}', 'uin/2', 'groupid/7', '*', 'uin/')
const accounts = fc.constantFrom(
  '',
  'uin/',
  'uin/1',
  'uin/9',
  'uin/${owner_uin}',
  'uin/${uin}',
  '*',
)
const regions = fc.constantFrom('', '${region}', '*', 'ap-guangzhou', 'ap-*')
const named = (service: fc.Arbitrary<string>, path: fc.Arbitrary<string>) =>
  fc
    .tuple(service, regions, accounts, path)
    .map(([name, region, account, rest]) => `qcs::${name}:${region}:${account}:${rest}`)
const resources = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: named(fc.constant('im'), paths) },
  { weight: 3, arbitrary: named(fc.constantFrom('cam', '', '*'), camPaths) },
)

const tagValues = fc.constantFrom('env&prod', 'env&test', 'ENV&Prod', 'dep&a', 'env&*', 'e?v&p*')
const times = fc.constantFrom(
  '2022-05-31',
  '2022-05-31 00:00:00',
  '2022-05-31T08:00:00+08:00',
  '2022-05-31T00:00:01Z',
  '2023-01-01T00:00Z',
)
const ranges = fc.constantFrom(
  '10.0.0.1',
  '10.0.0.9/24',
  '0.0.0.0/0',
  '192.0.2.128/25',
  '2001:db8::/32',
  '::1',
  '::/0',
)
const uins = fc.constantFrom('1', '2', '3', '${uin}', '${owner_uin}', '${app_id}', '10')

const endings = {
  string: ['equal', 'not_equal', 'equal_ignore_case', 'not_equal_ignore_case', 'like', 'not_like'],
  ordered: [
    'equal',
    'not_equal',
    'less_than',
    'less_than_equal',
    'greater_than',
    'greater_than_equal',
  ],
} as const
const of = (family: string, list: readonly string[]) =>
  fc.constantFrom(...list.map((ending) => `${family}_${ending}`))
const keys = (...names: readonly string[]) => fc.constantFrom(...names)
const tagKeys = keys('qcs:resource_tag', 'qcs:tag', 'qcs:request_tag')
const uinKeys = keys('qcs:uin', 'qcs:owner_uin', 'mfa')

const operands = fc.oneof(
  fc.tuple(of('string', endings.string), tagKeys, oneOrMore(tagValues)),
  fc.tuple(of('string', endings.string), uinKeys, oneOrMore(uins)),
  fc.tuple(of('numeric', endings.ordered), uinKeys, oneOrMore(uins)),
  fc.tuple(of('date', endings.ordered), keys('qcs:current_time'), oneOrMore(times)),
  fc.tuple(of('ip', ['equal', 'not_equal']), keys('qcs:ip'), oneOrMore(ranges)),
  fc.tuple(keys('bool_equal'), keys('mfa'), keys('true', '0', 'false')),
  fc.tuple(keys('binary_equal'), uinKeys, oneOrMore(keys('MQ==', 'MA==', 'Mg=='))),
)
const modified = fc
  .tuple(keys('', 'for_any_value:', 'for_all_value:'), operands, keys('', '_if_exist'))
  .map(([prefix, [operator, key, values], suffix]) => ({
    [`${prefix}${operator}${suffix}`]: { [key]: values },
  }))
const absent = fc
  .tuple(tagKeys, keys('true', 'false'))
  .map(([key, value]) => ({ null_equal: { [key]: value } }))
const conditions = fc
  .array(fc.oneof({ weight: 6, arbitrary: modified }, { weight: 1, arbitrary: absent }), {
    maxLength: 2,
  })
  .map((parts): NonNullable<WrittenStatement['condition']> => Object.assign({}, ...parts))

const statements: fc.Arbitrary<WrittenStatement> = fc
  .record({
    effect: fc.constantFrom('allow', 'allow', 'deny'),
    action: oneOrMore(actions),
    resource: oneOrMore(resources),
    condition: fc.oneof(fc.constant({}), conditions),
  })
  .map((statement) => statement)

export const arbitraryPolicy: fc.Arbitrary<WrittenPolicy> = fc.record({
  version: fc.constant('2.0'),
  statement: fc.oneof(statements, fc.array(statements, { minLength: 1, maxLength: 4 })),
})

export const arbitraryContext: fc.Arbitrary<AccessContext> = fc.record({
  ip: fc.constantFrom('10.0.0.1', '10.0.0.77', '192.0.2.200', '2001:db8::1', '::1', 'fe80::1'),
  time: fc.constantFrom(
    Date.UTC(2022, 4, 31),
    Date.UTC(2022, 4, 31) + 1500,
    Date.UTC(2022, 4, 30),
    Date.UTC(2024, 0, 1),
  ),
  uin: fc.constantFrom('2', '3', '10'),
  ownerUin: fc.constant('1'),
  appId: fc.constant(10),
  resourceTags: fc.uniqueArray(tagValues, { maxLength: 2 }),
  requestTags: fc.uniqueArray(tagValues, { maxLength: 2 }),
})

export const arbitraryRequest: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom(
    'im:DescribeIMAppList',
    'im:DescribeSecret',
    'im:RemoveUser',
    'cam:AddUser',
    'cam:ListUsers',
    'tag:GetTags',
  ),
  resource: fc.constantFrom(
    '*',
    'qcs::im::uin/1:sdkappid/1',
    'qcs::im::uin/1:sdkappid/14',
    'qcs::im::uin/1:sdkappid/*',
    'qcs::im::uin/:sdkappid/1',
    'qcs::im::uin/9:sdkappid/1',
    'qcs::im:ap-guangzhou:uin/1:sdkappid/1',
    'qcs::cam::uin/1:uin/2',
    'qcs::cam::uin/1:uin/22',
    'qcs::cam::uin/1:groupid/7/part',
  ),
  context: arbitraryContext,
})
