import { checkPolicyDocument, cloudActions } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import { findPreset, presetPolicies } from './presets.ts'

const actionsOf = (policyId: number): readonly string[] => {
  const document = JSON.parse(findPreset(policyId)?.document ?? '') as {
    statement: { action: readonly string[] }[]
  }
  return document.statement.flatMap(({ action }) => action)
}

test.each([...presetPolicies])('$name is a policy of its own', (preset) => {
  const { document, description } = preset
  const checked = checkPolicyDocument(document, { characters: document.length })

  expect(checked.problems).toBeUndefined()
  expect(Buffer.byteLength(description)).toBeLessThanOrEqual(300)
  expect(presetPolicies.filter(({ name }) => name === preset.name)).toEqual([preset])
})

test('reading alone neither changes anything nor hands out keys', () => {
  const actions = actionsOf(3)
  const named = cloudActions.filter(({ name }) => actions.includes(`name/im:${name}`))

  expect(named.some(({ writes, reveals }) => writes || reveals)).toBe(false)
  expect(actions).toContain('name/im:DescribeIMAppList')
  expect(actions).not.toContain('name/im:DescribeSecret')
  expect(actions).not.toContain('name/im:CreateSecretUserSig')
  expect(actions).toHaveLength(named.length)
})
