import { expect, test } from 'bun:test'
import { checkPolicyDocument } from '@yanshu/protocol'
import { policyText } from '../generator/statement-draft.ts'
import { tagPolicy } from './tag-policy.ts'

const tags = ['team&red', 'team&blue']
const condition = { 'for_any_value:string_equal': { 'qcs:resource_tag': tags } }

test('everything on tagged apps is one statement with a condition', () => {
  const policy = tagPolicy({ tags, scope: { kind: 'all' }, mayCreateApps: false })

  expect(policy).toEqual({
    version: '2.0',
    statement: [{ effect: 'allow', action: ['name/im:*'], resource: ['*'], condition }],
  })
})

test('creating applications is a statement of its own without the condition', () => {
  const scope = { kind: 'chosen', names: ['RegisterIMApp', 'ModifyAppInfo'] } as const
  const policy = tagPolicy({ tags, scope, mayCreateApps: true })

  expect(policy.statement).toEqual([
    { effect: 'allow', action: ['name/im:ModifyAppInfo'], resource: ['*'], condition },
    { effect: 'allow', action: ['name/im:RegisterIMApp'], resource: ['*'] },
  ])
})

test('reading leaves out what writes and what reveals keys', () => {
  const policy = tagPolicy({ tags, scope: { kind: 'read' }, mayCreateApps: false })
  const text = JSON.stringify(policy)

  expect(text).toContain('name/im:DescribeIMAppList')
  expect(text).toContain('name/im:DescribeConfInfo')
  for (const name of ['DescribeSecret', 'CreateSecretUserSig', 'SetConfInfo', 'RegisterIMApp']) {
    expect(text).not.toContain(`"name/im:${name}"`)
  }
})

test.each([
  { kind: 'read' },
  { kind: 'all' },
  { kind: 'chosen', names: ['DescribeIMAppList'] },
] as const)('a policy to $kind passes the check', (scope) => {
  const text = policyText(tagPolicy({ tags, scope, mayCreateApps: true }))

  expect(checkPolicyDocument(text).problems).toBeUndefined()
})
