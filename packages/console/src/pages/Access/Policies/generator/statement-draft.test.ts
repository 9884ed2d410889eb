import { expect, test } from 'bun:test'
import { checkPolicyDocument } from '@yanshu/protocol'
import {
  generatorKeys,
  hasEmptyCondition,
  newRow,
  operatorsOf,
  writtenConditions,
} from './condition-rows.ts'
import type { ConditionRow, GeneratorKey } from './condition-rows.ts'
import type { StatementDraft } from './statement-draft.ts'
import { firstDraft, policyText, writtenPolicy } from './statement-draft.ts'

const app = 'qcs::im::uin/100000000001:sdkappid/1400000001'

test('the worked example of the guide comes out as its document', () => {
  const drafts: StatementDraft[] = [
    { ...firstDraft, actions: 'all', resources: [app] },
    { ...firstDraft, effect: 'deny', actions: ['RemoveUser'], resources: [app] },
  ]

  expect(writtenPolicy(drafts)).toEqual({
    version: '2.0',
    statement: [
      { effect: 'allow', action: ['name/im:*'], resource: [app] },
      { effect: 'deny', action: ['name/im:RemoveUser'], resource: [app] },
    ],
  })
})

const valueOf: Readonly<Record<GeneratorKey, string>> = {
  'qcs:ip': '10.0.0.0/8',
  'qcs:current_time': '2030-01-01T00:00:00Z',
  'qcs:resource_tag': 'team&red',
  'qcs:request_tag': 'team&red',
}

const everyRow: readonly ConditionRow[] = generatorKeys.flatMap((key) =>
  operatorsOf[key].flatMap((operator) =>
    [false, true].map((ifExist) => ({ key, operator, values: [valueOf[key]], ifExist })),
  ),
)

test.each(everyRow.map((row) => [`${row.operator} ${row.key} ${row.ifExist}`, row] as const))(
  'a document with %s passes the check',
  (_, row) => {
    const draft = { ...firstDraft, actions: ['DescribeIMAppList'], conditions: [row] }

    expect(checkPolicyDocument(policyText(writtenPolicy([draft]))).problems).toBeUndefined()
  },
)

test('rows of one operator and key are one list of values', () => {
  const rows = [
    { ...newRow('qcs:ip'), values: ['192.0.2.1', '192.0.2.2'] },
    { ...newRow('qcs:ip'), values: ['192.0.2.2', '192.0.2.3'] },
    { ...newRow('qcs:ip'), values: ['192.0.2.9'], ifExist: true },
  ]

  expect(writtenConditions(rows)).toEqual({
    ip_equal: { 'qcs:ip': ['192.0.2.1', '192.0.2.2', '192.0.2.3'] },
    ip_equal_if_exist: { 'qcs:ip': ['192.0.2.9'] },
  })
})

test('a draft without actions is refused by the check', () => {
  const { problems } = checkPolicyDocument(policyText(writtenPolicy([firstDraft])))

  expect(problems?.map(({ code }) => code)).toEqual(['InvalidParameter.ActionMiss'])
})

test('a line that compares with nothing is noticed, also beside one that does', () => {
  const full = { ...newRow('qcs:ip'), values: ['192.0.2.1'] }

  expect(hasEmptyCondition([full])).toBe(false)
  expect(hasEmptyCondition([full, newRow('qcs:ip')])).toBe(true)
})
