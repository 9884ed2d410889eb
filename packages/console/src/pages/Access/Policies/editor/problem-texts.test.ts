import { checkPolicyDocument, policyReasons } from '@yanshu/protocol'
import type { PolicyReason } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { enUS } from '../../../../i18n/en-US/index.ts'
import { zhCN } from '../../../../i18n/zh-CN/index.ts'

const reasons = Object.keys(policyReasons) as PolicyReason[]

function blanks(text: string): readonly string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort()
}

test.each(reasons)('%s is said in both languages with what the check tells of it', (reason) => {
  const told = blanks(policyReasons[reason])

  expect(blanks(enUS.policies.problems[reason])).toEqual(told)
  expect(blanks(zhCN.policies.problems[reason])).toEqual(told)
})

test('a mistake in a document has its line, its member and a text', () => {
  const text = '{\n  "version": "2.0",\n  "statement": [\n    { "effect": "alow" }\n  ]\n}'
  const [first] = checkPolicyDocument(text).problems ?? []

  expect(first).toMatchObject({ line: 4, path: 'statement[0]', reason: 'missingMember' })
  expect(zhCN.policies.problems[first?.reason ?? 'version']).toContain('{{member}}')
})
