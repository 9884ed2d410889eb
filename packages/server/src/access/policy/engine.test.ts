import type { WrittenPolicy } from '@yanshu/protocol'
import { checkPolicyDocument } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import type { AccessContext } from './decision.ts'
import type { PolicySet } from './engine.ts'
import { compileDocument, decide, gatherPolicies, grantsAnything } from './engine.ts'

const context: AccessContext = {
  ip: '10.0.0.1',
  time: Date.UTC(2022, 4, 31, 12),
  uin: '200',
  ownerUin: '100',
  appId: 1_250_000_000,
  resourceTags: [],
}

type Statement = Exclude<WrittenPolicy['statement'], readonly unknown[]>

function policySet(...policies: readonly (readonly Statement[])[]): PolicySet {
  return gatherPolicies(
    policies.map((statement, index) => {
      const { document, problems } = checkPolicyDocument(
        JSON.stringify({ version: '2.0', statement }),
      )
      if (document === undefined) throw new Error(problems[0]?.message)
      const policy = compileDocument(document, context)
      return { policyId: index + 1, policyName: `p${index + 1}`, via: { kind: 'user' }, policy }
    }),
  )
}

const allow: Statement = { effect: 'allow', action: '*', resource: '*' }
const app = (id: number | string) => `qcs::im::uin/100:sdkappid/${id}`

function ask(set: PolicySet, action: string, resource: string, known: Partial<AccessContext> = {}) {
  return decide(set, { action, resource, context: { ...context, ...known } })
}

const guide = policySet(
  [{ effect: 'allow', action: 'name/im:*', resource: [app(1_400_000_001), app(1_400_000_002)] }],
  [{ effect: 'deny', action: 'name/im:RemoveUser', resource: app(1_400_000_001) }],
)

test.each([
  ['im:DescribeSecret', app(1_400_000_001), 'allow'],
  ['im:RemoveUser', app(1_400_000_001), 'deny'],
  ['im:RemoveUser', app(1_400_000_002), 'allow'],
  ['im:DescribeSecret', app(1_400_000_003), 'noMatch'],
  ['im:DescribeSecret', app(14_000_000_010), 'noMatch'],
  ['im:RegisterIMApp', app('*'), 'noMatch'],
  ['cam:AddUser', '*', 'noMatch'],
] as const)("decides the guide's example: %s on %s is %s", (action, resource, reason) => {
  expect(ask(guide, action, resource)).toMatchObject({ allowed: reason === 'allow', reason })
})

test('names the policy and the statement that decided, the first of several', () => {
  const set = policySet(
    [allow, { ...allow, action: 'im:*' }],
    [{ ...allow, action: 'im:StopSdkAppId' }],
  )

  expect(ask(set, 'im:StopSdkAppId', app(1))).toEqual({
    allowed: true,
    reason: 'allow',
    by: { policyId: 1, policyName: 'p1', via: { kind: 'user' }, index: 0 },
  })
  expect(ask(guide, 'im:RemoveUser', app(1_400_000_001))).toMatchObject({
    by: { policyId: 2, index: 0 },
  })
})

test.each([
  ['*', '*', true],
  ['*', app(7), true],
  ['*', 'qcs::cam::uin/100:uin/200', true],
  [app('*'), '*', false],
  ['qcs::*:*:*:*', '*', false],
  ['qcs::::uin/:*', app(7), true],
  ['qcs:::::sdkappid/*', app(7), true],
  [app(7), app(7), true],
  [app(7), app(70), false],
  [app('7*'), app(70), true],
  [app('*'), app('*'), true],
  [app(7), app('*'), false],
  ['qcs::im::uin/:sdkappid/7', app(7), true],
  ['qcs::im:::sdkappid/7', app(7), true],
  ['qcs::im::uin/${owner_uin}:sdkappid/7', app(7), true],
  ['qcs::im::uin/${uin}:sdkappid/7', app(7), false],
  ['qcs::im:${region}:uin/100:sdkappid/7', app(7), true],
  ['qcs::im:ap-guangzhou:uin/100:sdkappid/7', app(7), true],
  ['qcs::im:ap-guangzhou:uin/100:sdkappid/7', 'qcs::im:ap-beijing:uin/100:sdkappid/7', false],
  ['qcs::im::uin/101:sdkappid/7', app(7), false],
  ['qcs::cam::uin/100:*', app(7), false],
  ['qcs::cam::uin/:uin/${uin}', 'qcs::cam::uin/100:uin/200', true],
  ['qcs::cam::uin/:uin/${uin}', 'qcs::cam::uin/100:uin/2000', false],
  ['qcs::cam::uin/:uin/${app_id}', 'qcs::cam::uin/100:uin/1250000000', true],
  ['qcs::cam::uin/:path/a', 'qcs::cam::uin/100:path/a/b/c', true],
  ['qcs::cam::uin/:path/a/', 'qcs::cam::uin/100:path/a/b', true],
  ['qcs::cam::uin/:path/a', 'qcs::cam::uin/100:path/ab', false],
  ['qcs::cam::uin/:pa*/a', 'qcs::cam::uin/100:path/a/b', true],
  ['*', 'no name', true],
  ['qcs::*:*:*:*', 'no name', false],
  ['qcs::*:*:*:*', 'qcs:im:uin/100:sdkappid/7', false],
  ['qcs::*:*:*:*', 'qcs::im:uin/100:sdkappid/7', false],
])('a statement about %s covers %s: %p', (resource, asked, isCovered) => {
  const set = policySet([{ ...allow, resource }])

  expect(ask(set, 'im:Any', asked).allowed).toBe(isCovered)
})

test.each([
  ['*', true],
  ['*:*', true],
  ['name/*:*', true],
  ['im:*', true],
  ['im:DescribeSecret', true],
  ['name/im:DescribeSecret', true],
  ['im:describesecret', true],
  ['im:Describe*', true],
  ['im:*Secret', true],
  ['im:*scrib*Sec*', true],
  ['*:Describe*', true],
  ['cam:*', false],
  ['im:DescribeSecre', false],
  ['im:Secret*', false],
  ['im:*Secret*Secret', false],
])('the action %s covers im:DescribeSecret: %p', (action, isCovered) => {
  const set = policySet([{ ...allow, action }])

  expect(ask(set, 'im:DescribeSecret', app(7)).allowed).toBe(isCovered)
})

const noon = '2022-05-31T12:00:00Z'
const tags = ['env&prod', 'dep&a']

/** Each operator, with what holds and what does not. */
test.each([
  ['string_equal', 'qcs:uin', '200', '201'],
  ['string_not_equal', 'qcs:uin', ['201', '202'], ['200', '201']],
  ['string_equal_ignore_case', 'qcs:resource_tag', 'ENV&Prod', 'ENV&Pro'],
  ['string_not_equal_ignore_case', 'qcs:resource_tag', 'ENV&Pro', 'ENV&Prod'],
  ['string_like', 'qcs:resource_tag', 'env&p?o*', 'env&?'],
  ['string_not_like', 'qcs:resource_tag', 'env&?', 'env&*'],
  ['numeric_equal', 'qcs:uin', '2e2', '20'],
  ['numeric_not_equal', 'qcs:uin', '20', ['20', '200']],
  ['numeric_less_than', 'qcs:uin', '201', '200'],
  ['numeric_less_than_equal', 'qcs:uin', '200', '199'],
  ['numeric_greater_than', 'qcs:uin', '${owner_uin}', '${uin}'],
  ['numeric_greater_than_equal', 'qcs:uin', ['900', '200'], '201'],
  ['date_equal', 'qcs:current_time', noon, '2022-05-31'],
  ['date_not_equal', 'qcs:current_time', '2022-05-31', noon],
  ['date_less_than', 'qcs:current_time', '2022-05-31 12:00:01', '2022-05-31 12:00:00'],
  ['date_less_than_equal', 'qcs:current_time', noon, '2022-05-31T12:00:00+08:00'],
  ['date_greater_than', 'qcs:current_time', '2022-05-31T12:00:00+08:00', noon],
  ['date_greater_than_equal', 'qcs:current_time', noon, '2022-05-31T12:00:01Z'],
  ['bool_equal', 'mfa', 'false', 'true'],
  ['binary_equal', 'qcs:owner_uin', 'MTAw', 'MTAx'],
  ['ip_equal', 'qcs:ip', ['192.0.2.0/24', '10.0.0.99/8'], ['192.0.2.0/24', '::/0']],
  ['ip_not_equal', 'qcs:ip', ['192.0.2.0/24', '11.0.0.0/8'], ['192.0.2.0/24', '10.0.0.0/8']],
  ['null_equal', 'qcs:request_tag', 'true', 'false'],
  ['null_equal', 'qcs:resource_tag', 'false', 'true'],
  ['string_equal', 'qcs:tag', 'dep&a', 'dep&b'],
  ['string_equal', 'qcs:resource_tag', ['dep&b', 'env&prod'], 'prod&env'],
  ['string_not_equal', 'qcs:resource_tag', 'dep&b', 'dep&a'],
  ['for_any_value:string_equal', 'qcs:resource_tag', 'env&prod', 'env&test'],
  ['for_all_value:string_equal', 'qcs:resource_tag', tags, 'env&prod'],
  ['for_any_value:string_not_equal', 'qcs:resource_tag', 'env&prod', tags],
  ['for_all_value:string_not_equal', 'qcs:resource_tag', 'env&test', 'env&prod'],
  ['string_equal_if_exist', 'qcs:request_tag', 'env&prod', undefined],
  ['string_not_equal_if_exist', 'qcs:request_tag', 'env&prod', undefined],
  ['for_all_value:string_like_if_exist', 'qcs:request_tag', 'env&*', undefined],
  ['string_equal', 'qcs:request_tag', undefined, 'env&prod'],
  ['string_not_equal', 'qcs:request_tag', undefined, 'env&prod'],
  ['for_all_value:string_equal', 'qcs:request_tag', undefined, 'env&prod'],
  ['string_equal_if_exist', 'qcs:resource_tag', 'env&prod', 'env&test'],
])('%s of %s holds for %p and not for %p', (operator, key, holding, failing) => {
  const allowedWith = (values: string | readonly string[]) => {
    const set = policySet([{ ...allow, condition: { [operator]: { [key]: values } } }])
    return ask(set, 'im:Any', app(7), { resourceTags: tags }).allowed
  }

  if (holding !== undefined) expect(allowedWith(holding)).toBe(true)
  if (failing !== undefined) expect(allowedWith(failing)).toBe(false)
})

test.each([
  [{ 'qcs:ip': '10.0.0.1' }, { 'qcs:current_time': '2022-06-01' }, true],
  [{ 'qcs:ip': '10.0.0.2' }, { 'qcs:current_time': '2022-06-01' }, false],
  [{ 'qcs:ip': '10.0.0.1' }, { 'qcs:current_time': '2022-05-01' }, false],
])('several operators must all hold: %j and %j', (ip, time, isAllowed) => {
  const set = policySet([{ ...allow, condition: { ip_equal: ip, date_less_than: time } }])

  expect(ask(set, 'im:Any', app(7)).allowed).toBe(isAllowed)
})

test.each([
  ['200', '100', true],
  ['200', '101', false],
  ['201', '100', false],
])('several keys of an operator must all hold: %s, %s', (uin, owner, isAllowed) => {
  const condition = { string_equal: { 'qcs:uin': uin, 'qcs:owner_uin': owner } }

  expect(ask(policySet([{ ...allow, condition }]), 'im:Any', app(7)).allowed).toBe(isAllowed)
})

test('an address that is none lies in no range', () => {
  const inside = policySet([{ ...allow, condition: { ip_equal: { 'qcs:ip': '0.0.0.0/0' } } }])
  const outside = policySet([{ ...allow, condition: { ip_not_equal: { 'qcs:ip': '::/0' } } }])

  expect(ask(inside, 'im:Any', '*', { ip: 'unknown' }).allowed).toBe(false)
  expect(ask(outside, 'im:Any', '*', { ip: 'unknown' }).allowed).toBe(true)
})

const tagged = policySet([
  {
    effect: 'allow',
    action: ['im:*'],
    resource: '*',
    condition: { 'for_any_value:string_equal': { 'qcs:resource_tag': ['env&prod', 'env&test'] } },
  },
])

test.each([
  [['env&prod'], true],
  [['dep&a', 'env&test'], true],
  [['env&dev'], false],
  [[], false],
])('a policy by tags allows resources that carry %p: %p', (resourceTags, isAllowed) => {
  expect(ask(tagged, 'im:DescribeSecret', app(7), { resourceTags }).allowed).toBe(isAllowed)
})

test.each([
  [[{ ...allow, action: 'im:*' }], 'allow'],
  [[{ ...allow, action: 'cam:*' }], 'boundary'],
  [[allow, { ...allow, effect: 'deny', action: 'im:Stop*' }], 'boundary'],
] as const)('a permission boundary caps what is granted (%#)', (statements, reason) => {
  const request = { action: 'im:StopSdkAppId', resource: app(7), context }

  expect(decide(policySet([allow]), request, policySet(statements))).toMatchObject({ reason })
})

test('a permission boundary grants nothing itself, and does not hide a deny', () => {
  const request = { action: 'im:StopSdkAppId', resource: app(7), context }
  const denied = policySet([allow, { ...allow, effect: 'deny' }])

  expect(decide(policySet(), request, policySet([allow])).reason).toBe('noMatch')
  expect(decide(denied, request, policySet([{ ...allow, action: 'cam:*' }])).reason).toBe('deny')
})

const outsideNet = { ip_equal: { 'qcs:ip': '192.0.2.0/24' } }
const byTag = { string_equal: { 'qcs:resource_tag': 'env&prod' } }

test.each([
  ['another action', false, [{ ...allow, action: 'im:DescribeSecret' }]],
  ['one app', true, [{ ...allow, resource: app(7) }]],
  ['an app of another root', false, [{ ...allow, resource: 'qcs::im::uin/9:sdkappid/7' }]],
  ['apps with a tag', true, [{ ...allow, condition: byTag }]],
  ['everything, from elsewhere', false, [{ ...allow, condition: outsideNet }]],
  ['all but one app', true, [allow, { ...allow, effect: 'deny', resource: app(7) }]],
  ['all but those with a tag', true, [allow, { ...allow, effect: 'deny', condition: byTag }]],
  ['everything, and denied again', false, [allow, { ...allow, effect: 'deny' }]],
  [
    'everything, and denied elsewhere',
    true,
    [allow, { ...allow, effect: 'deny', condition: outsideNet }],
  ],
] as const)('with %s granted, a list can show something: %p', (_, isAny, statements) => {
  const set = policySet(statements)

  expect(grantsAnything(set, 'im:DescribeIMAppList', context)).toBe(isAny)
  expect(grantsAnything(policySet([allow]), 'im:DescribeIMAppList', context, set)).toBe(isAny)
})

test('without policies nothing is granted', () => {
  expect(ask(policySet(), 'im:DescribeSecret', app(7)).reason).toBe('noMatch')
  expect(grantsAnything(policySet(), 'im:DescribeIMAppList', context)).toBe(false)
})
