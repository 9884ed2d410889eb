import { expect, test } from 'bun:test'
import { checkPolicyDocument, policyLength } from './check-document.ts'
import type { PolicyCheckOptions } from './check-document.ts'
import type { WrittenPolicy } from './document.ts'

const allowed = '"effect": "allow", "action": "im:*", "resource": "*"'

function problemsOf(text: string, options?: PolicyCheckOptions) {
  return checkPolicyDocument(text, options).problems ?? []
}

function document(statement: string): string {
  return `{"version": "2.0", "statement": [{${statement}}]}`
}

/** What is said of one action or resource. */
function withAction(action: unknown): string {
  return document(`"effect": "allow", "action": ${JSON.stringify(action)}, "resource": "*"`)
}

function withResource(resource: unknown): string {
  return document(`"effect": "allow", "action": "*", "resource": ${JSON.stringify(resource)}`)
}

function withCondition(condition: unknown): string {
  return document(`${allowed}, "condition": ${JSON.stringify(condition)}`)
}

test('reads the documents of the guide into one form', () => {
  const written: WrittenPolicy = {
    version: '2.0',
    statement: [
      {
        effect: 'allow',
        action: 'name/im:*',
        resource: [
          'qcs::im::uin/12345678:sdkappid/1400000001',
          'qcs::im::uin/12345678:sdkappid/1400000002',
        ],
      },
      {
        effect: 'deny',
        action: ['im:RemoveUser'],
        resource: 'qcs::im::uin/:sdkappid/1400000001',
        condition: { 'for_any_value:string_equal': { 'qcs:tag': 'env&prod' } },
      },
    ],
  }

  const { document } = checkPolicyDocument(JSON.stringify(written, undefined, 2))

  const app = { service: 'im', region: '*', account: 'uin/12345678' }
  expect(document).toEqual({
    statements: [
      {
        effect: 'allow',
        actions: [{ service: 'im', name: '*' }],
        resources: [
          { ...app, path: 'sdkappid/1400000001' },
          { ...app, path: 'sdkappid/1400000002' },
        ],
        conditions: [],
      },
      {
        effect: 'deny',
        actions: [{ service: 'im', name: 'RemoveUser' }],
        resources: [{ ...app, account: '', path: 'sdkappid/1400000001' }],
        conditions: [
          {
            operator: 'string_equal',
            qualifier: 'any',
            ifExist: false,
            key: 'qcs:tag',
            values: ['env&prod'],
          },
        ],
      },
    ],
  })
})

test.each([
  withAction('*'),
  withAction('*:*'),
  withAction('name/*:Describe*'),
  withAction(['cam:*User*', 'tag:GetTags', 'im:NobodyKnowsThis']),
  withResource('qcs::im::uin/1:sdkappid/*'),
  withResource('qcs::im::uin/1:*'),
  withResource('qcs::im:ap-guangzhou:uin/1:sdkappid/1400000001'),
  withResource('qcs::im:${region}:uin/${owner_uin}:sdkappid/14*'),
  withResource('qcs::im:::sdkappid/1'),
  withResource('qcs:::::type/a:b/c'),
  withResource(['qcs::cam::uin/${uin}:uin/${uin}', 'qcs::cam::uin/:groupid/7', 'qcs::*:*:*:*']),
  withCondition({}),
  withCondition({ ip_equal: { 'qcs:ip': ['10.217.182.3/24', '2001:db8::/32'] } }),
  withCondition({ date_less_than_if_exist: { 'qcs:current_time': '2022-05-31 00:00:00' } }),
  withCondition({ 'for_all_value:string_like_if_exist': { 'qcs:request_tag': ['env&*'] } }),
  withCondition({ string_equal: { 'qcs:uin': 100_001, 'qcs:owner_uin': '${owner_uin}' } }),
  withCondition({ numeric_greater_than: { 'qcs:uin': '${owner_uin}' } }),
  withCondition({ bool_equal: { mfa: false }, binary_equal: { mfa: 'MA==' } }),
  withCondition({ null_equal: { 'qcs:resource_tag': 'true' } }),
  '{"statement": {"effect": "deny", "action": "*", "resource": "*"}, "version": "2.0"}',
])('takes %s', (text) => {
  expect(problemsOf(text)).toEqual([])
})

test.each([
  // The document.
  ['', 'PolicyDocumentError', 'jsonEnd', '', ''],
  ['{"version": "2.0",}', 'PolicyDocumentError', 'jsonUnexpected', '', '}'],
  ['{"version": "2.0', 'PolicyDocumentError', 'jsonString', '', '"2.0'],
  ['['.repeat(50), 'PolicyDocumentError', 'jsonDepth', '', '[[[[[[[[[[[[[[[[[[[[[[[['],
  ['[]', 'PolicyDocumentError', 'notObject', '', '[]'],
  [
    `{"version":"2.0","Statement":1,"statement":{${allowed}}}`,
    'PolicyDocumentError',
    'unknownMember',
    'Statement',
    '"Statement":1,"statement',
  ],
  [
    `{"version":"2.0","statement":{${allowed}},"statement":[]}`,
    'PolicyDocumentError',
    'repeatedMember',
    'statement',
    '"statement":[]}',
  ],
  [
    `{"version":"2.0","principal":"*","statement":{${allowed}}}`,
    'PrincipalError',
    'principal',
    'principal',
    '"principal":"*","stateme',
  ],
  [`{"statement":{${allowed}}}`, 'VersionError', 'missingMember', '', '{"statement":{"effect": '],
  [
    `{"version":2.0,"statement":{${allowed}}}`,
    'VersionError',
    'version',
    'version',
    '2.0,"statement":{"effect',
  ],
  [
    `{"version":"1.0","statement":{${allowed}}}`,
    'VersionError',
    'version',
    'version',
    '"1.0","statement":{"effe',
  ],
  ['{"version":"2.0"}', 'StatementError', 'missingMember', '', '{"version":"2.0"}'],
  ['{"version":"2.0","statement":[]}', 'StatementError', 'emptyList', 'statement', '[]}'],
  ['{"version":"2.0","statement":"*"}', 'StatementError', 'notObject', 'statement', '"*"}'],
  // A statement.
  [
    document(`${allowed}, "Condition": {}`),
    'StatementError',
    'unknownMember',
    'statement[0].Condition',
    '"Condition": {}}]}',
  ],
  [
    document(`${allowed}, "effect": "deny"`),
    'StatementError',
    'repeatedMember',
    'statement[0].effect',
    '"effect": "deny"}]}',
  ],
  [
    document(`${allowed}, "principal": "*"`),
    'PrincipalError',
    'principal',
    'statement[0].principal',
    '"principal": "*"}]}',
  ],
  [
    document('"action": "*", "resource": "*"'),
    'EffectError',
    'missingMember',
    'statement[0]',
    '{"action": "*", "resourc',
  ],
  [
    document('"effect": "Allow", "action": "*", "resource": "*"'),
    'EffectError',
    'effect',
    'statement[0].effect',
    '"Allow", "action": "*", ',
  ],
  [
    document('"effect": "deny", "resource": "*"'),
    'ActionMiss',
    'missingMember',
    'statement[0]',
    '{"effect": "deny", "reso',
  ],
  [
    document('"effect": "deny", "action": "*"'),
    'ResourceError',
    'missingMember',
    'statement[0]',
    '{"effect": "deny", "acti',
  ],
  // Actions.
  [withAction([]), 'ActionMiss', 'emptyList', 'statement[0].action', '[], "resource": "*"}]}'],
  [withAction(7), 'ActionError', 'notText', 'statement[0].action', '7, "resource": "*"}]}'],
  [
    withAction(['*', null]),
    'ActionError',
    'notText',
    'statement[0].action[1]',
    'null], "resource": "*"}]',
  ],
  [withAction(''), 'ActionError', 'actionForm', 'statement[0].action', '"", "resource": "*"}]}'],
  [
    withAction('DescribeIMAppList'),
    'ActionError',
    'actionForm',
    'statement[0].action',
    '"DescribeIMAppList", "re',
  ],
  [
    withAction('name/im:'),
    'ActionError',
    'actionForm',
    'statement[0].action',
    '"name/im:", "resource": ',
  ],
  [
    withAction('permid/280655'),
    'ActionError',
    'actionSet',
    'statement[0].action',
    '"permid/280655", "resour',
  ],
  [
    withAction(['im:*', 'cos:Get*']),
    'ActionServiceNotExist',
    'service',
    'statement[0].action[1]',
    '"cos:Get*"], "resource":',
  ],
  [
    withAction('i*:Get*'),
    'ActionServiceNotExist',
    'service',
    'statement[0].action',
    '"i*:Get*", "resource": "',
  ],
  [
    withAction(`im:${'a'.repeat(600)}`),
    'ActionError',
    'valueTooLong',
    'statement[0].action',
    '"im:aaaaaaaaaaaaaaaaaaaa',
  ],
  // Resources.
  [withResource([]), 'ResourceError', 'emptyList', 'statement[0].resource', '[]}]}'],
  [withResource({}), 'ResourceError', 'notText', 'statement[0].resource', '{}}]}'],
  [
    withResource('qcs::im::uin/1'),
    'ResourceError',
    'resourceForm',
    'statement[0].resource',
    '"qcs::im::uin/1"}]}',
  ],
  [
    withResource('arn::im::uin/1:sdkappid/1'),
    'ResourceQcsError',
    'resourceQcs',
    'statement[0].resource',
    '"arn::im::uin/1:sdkappid',
  ],
  [
    withResource('qcs:1:im::uin/1:sdkappid/1'),
    'ResourceProjectError',
    'resourceProject',
    'statement[0].resource',
    '"qcs:1:im::uin/1:sdkappi',
  ],
  [
    withResource(['*', 'qcs::cvm::uin/1:instance/1']),
    'ResourceServiceNotExist',
    'service',
    'statement[0].resource[1]',
    '"qcs::cvm::uin/1:instanc',
  ],
  [
    withResource('qcs::im:Guangzhou:uin/1:sdkappid/1'),
    'ResourceRegionError',
    'resourceRegion',
    'statement[0].resource',
    '"qcs::im:Guangzhou:uin/1',
  ],
  [
    withResource('qcs::im::uid/1:sdkappid/1'),
    'ResourceUinError',
    'resourceAccount',
    'statement[0].resource',
    '"qcs::im::uid/1:sdkappid',
  ],
  [
    withResource('qcs::im::12345678:sdkappid/1'),
    'ResourceUinError',
    'resourceAccount',
    'statement[0].resource',
    '"qcs::im::12345678:sdkap',
  ],
  [
    withResource('qcs::im::uin/${who}:sdkappid/1'),
    'ResourceUinError',
    'variable',
    'statement[0].resource',
    '"qcs::im::uin/${who}:sdk',
  ],
  [
    withResource('qcs::im::uin/1:'),
    'ResourceContentError',
    'resourceContent',
    'statement[0].resource',
    '"qcs::im::uin/1:"}]}',
  ],
  [
    withResource('qcs::im::uin/1:groupid/1'),
    'ResourceContentError',
    'resourceContent',
    'statement[0].resource',
    '"qcs::im::uin/1:groupid/',
  ],
  [
    withResource('qcs::im::uin/1:sdkappid/one'),
    'ResourceContentError',
    'resourceContent',
    'statement[0].resource',
    '"qcs::im::uin/1:sdkappid',
  ],
  [
    withResource('qcs::im::uin/1:sdkappid/${SdkAppId}'),
    'ResourceContentError',
    'variable',
    'statement[0].resource',
    '"qcs::im::uin/1:sdkappid',
  ],
  [
    withResource('qcs::cam::uin/1:uin/ 2'),
    'ResourceContentError',
    'resourceContent',
    'statement[0].resource',
    '"qcs::cam::uin/1:uin/ 2"',
  ],
  // Conditions.
  [withCondition([]), 'ConditionError', 'notObject', 'statement[0].condition', '[]}]}'],
  [
    withCondition({ ip_equal: {} }),
    'ConditionError',
    'emptyList',
    'statement[0].condition.ip_equal',
    '"ip_equal":{}}}]}',
  ],
  [
    withCondition({ ip_equal: '10.0.0.1' }),
    'ConditionError',
    'notObject',
    'statement[0].condition.ip_equal',
    '"10.0.0.1"}}]}',
  ],
  [
    withCondition({ ip_equals: { 'qcs:ip': '10.0.0.1' } }),
    'ConditionTypeError',
    'operator',
    'statement[0].condition.ip_equals',
    '"ip_equals":{"qcs:ip":"1',
  ],
  [
    withCondition({ null_equal_if_exist: { 'qcs:ip': 'true' } }),
    'ConditionTypeError',
    'operator',
    'statement[0].condition.null_equal_if_exist',
    '"null_equal_if_exist":{"',
  ],
  [
    withCondition({ 'for_some_value:string_equal': { 'qcs:tag': 'a&b' } }),
    'ConditionTypeError',
    'operator',
    'statement[0].condition.for_some_value:string_equal',
    '"for_some_value:string_e',
  ],
  [
    withCondition({ string_equal: { 'QCS:tag': 'a&b' } }),
    'ConditionError',
    'conditionKey',
    'statement[0].condition.string_equal.QCS:tag',
    '"QCS:tag":"a&b"}}}]}',
  ],
  [
    withCondition({ string_equal: { 'qcs:create_uin': '1' } }),
    'ConditionError',
    'conditionKey',
    'statement[0].condition.string_equal.qcs:create_uin',
    '"qcs:create_uin":"1"}}}]',
  ],
  [
    withCondition({ string_equal: { 'qcs:ip': '10.0.0.1' } }),
    'ConditionTypeError',
    'operatorOfKey',
    'statement[0].condition.string_equal.qcs:ip',
    '"qcs:ip":"10.0.0.1"}}}]}',
  ],
  [
    withCondition({ ip_equal: { 'qcs:ip': [] } }),
    'ConditionContentError',
    'emptyList',
    'statement[0].condition.ip_equal.qcs:ip',
    '[]}}}]}',
  ],
  [
    withCondition({ ip_equal: { 'qcs:ip': [null] } }),
    'ConditionContentError',
    'notValue',
    'statement[0].condition.ip_equal.qcs:ip[0]',
    'null]}}}]}',
  ],
  [
    withCondition({ ip_equal: { 'qcs:ip': ['10.0.0.1', '10.0.0.0/33'] } }),
    'ConditionContentError',
    'ipValue',
    'statement[0].condition.ip_equal.qcs:ip[1]',
    '"10.0.0.0/33"]}}}]}',
  ],
  [
    withCondition({ date_equal: { 'qcs:current_time': 'noon' } }),
    'ConditionContentError',
    'dateValue',
    'statement[0].condition.date_equal.qcs:current_time',
    '"noon"}}}]}',
  ],
  [
    withCondition({ string_equal: { 'qcs:tag': 'env=prod' } }),
    'ConditionContentError',
    'tagValue',
    'statement[0].condition.string_equal.qcs:tag',
    '"env=prod"}}}]}',
  ],
  [
    withCondition({ string_equal: { 'qcs:uin': '${me}' } }),
    'ConditionContentError',
    'variable',
    'statement[0].condition.string_equal.qcs:uin',
    '"${me}"}}}]}',
  ],
  [
    withCondition({ numeric_equal: { 'qcs:uin': 'one' } }),
    'ConditionContentError',
    'numericValue',
    'statement[0].condition.numeric_equal.qcs:uin',
    '"one"}}}]}',
  ],
  [
    withCondition({ bool_equal: { mfa: 'yes' } }),
    'ConditionContentError',
    'boolValue',
    'statement[0].condition.bool_equal.mfa',
    '"yes"}}}]}',
  ],
  [
    withCondition({ binary_equal: { mfa: '0' } }),
    'ConditionContentError',
    'binaryValue',
    'statement[0].condition.binary_equal.mfa',
    '"0"}}}]}',
  ],
  [
    withCondition({ null_equal: { mfa: 'maybe' } }),
    'ConditionContentError',
    'boolValue',
    'statement[0].condition.null_equal.mfa',
    '"maybe"}}}]}',
  ],
  [
    withCondition({ ip_equal: { 'qcs:ip': '1'.repeat(513) } }),
    'ConditionContentError',
    'valueTooLong',
    'statement[0].condition.ip_equal.qcs:ip',
    '"11111111111111111111111',
  ],
] as const)('says what is wrong with %s, and where', (text, code, reason, path, begins) => {
  const problems = problemsOf(text)

  expect(problems).toMatchObject([{ code: `InvalidParameter.${code}`, reason, path, line: 1 }])
  expect(text.slice((problems[0]?.column ?? 0) - 1)).toStartWith(begins)
})

test('counts lines, and tells all problems in their order with a message for the API', () => {
  const text = `{
  "version": "2.0",
  "statement": [
    {
      "effect": "permit",
      "action": ["im:*", "cos:*"],
      "resource": "*"
    }
  ]
}`

  expect(problemsOf(text)).toEqual([
    {
      code: 'InvalidParameter.EffectError',
      reason: 'effect',
      parameters: {},
      path: 'statement[0].effect',
      line: 5,
      column: 17,
      message: 'line 5, column 17, statement[0].effect: the effect is "allow" or "deny"',
    },
    {
      code: 'InvalidParameter.ActionServiceNotExist',
      reason: 'service',
      parameters: { service: 'cos', known: 'im, cam, tag, *' },
      path: 'statement[0].action[1]',
      line: 6,
      column: 26,
      message:
        'line 6, column 26, statement[0].action[1]: there is no service cos here; there are im, cam, tag, *',
    },
  ])
})

test('refuses resources of another root account where the caller says which one it is', () => {
  const text = withResource(['qcs::im::uin/1:sdkappid/1', 'qcs::im::uin/2:sdkappid/1'])

  expect(problemsOf(text, { ownerUin: '1' })).toMatchObject([
    {
      code: 'InvalidParameter.ResourceUinError',
      reason: 'otherAccount',
      path: 'statement[0].resource[1]',
    },
  ])
})

test.each([
  [4096, true],
  [4097, false],
])('%p characters without blanks: taken is %p', (length, isTaken) => {
  const long = Array.from({ length: 9 }, (_, at) => `im:${'a'.repeat(400)}${at}`)
  const short = withAction(['im:b', ...long])
  const text = short.replace('im:b', `im:${'b'.repeat(length - policyLength(short) + 1)}`)

  expect(policyLength(text)).toBe(length)
  expect(problemsOf(text.replaceAll(',', ' ,\n')).length === 0).toBe(isTaken)
})

test('takes the limit of characters from the caller', () => {
  const problems = problemsOf(withAction('*'), { characters: 10 })

  expect(problems).toMatchObject([
    {
      code: 'InvalidParameter.PolicyDocumentLengthOverLimit',
      reason: 'tooLong',
      line: 1,
      column: 1,
    },
  ])
})

test('refuses blanks without end', () => {
  const problems = problemsOf(`${' '.repeat(70_000)}{}`)

  expect(problems).toMatchObject([
    { code: 'InvalidParameter.PolicyDocumentLengthOverLimit', reason: 'textTooLong' },
  ])
})

test('tells 50 problems at most, and long values cut short', () => {
  const problems = problemsOf(withAction(Array.from({ length: 60 }, () => 'x'.repeat(90))), {
    characters: 10_000,
  })

  expect(problems).toHaveLength(50)
  expect(problems[0]?.parameters).toEqual({ value: `${'x'.repeat(80)}…` })
})

test.each([
  ['values', withAction(Array.from({ length: 501 }, () => '*')), 'tooManyValues'],
  [
    'statements',
    `{"version":"2.0","statement":[${Array.from({ length: 201 }, () => `{${allowed}}`).join(',')}]}`,
    'tooManyStatements',
  ],
] as const)('bounds the number of %s', (_, text, reason) => {
  expect(problemsOf(text, { characters: 65_536 })).toMatchObject([{ reason }])
})
