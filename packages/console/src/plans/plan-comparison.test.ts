import { describe, expect, test } from 'bun:test'
import { improves, includes, isBestPlan, planComparison } from './plan-comparison.ts'
import type { ComparisonItem, PlanId } from './plan-comparison.ts'

const arrows = (current: PlanId, other: PlanId): readonly ComparisonItem[] =>
  planComparison.filter((row) => improves(row, current, other)).map((row) => row.item)

test('the comparison has its 14 rows, with what each plan gives', () => {
  const rows = planComparison.map(({ item, developer, standard, premium }) =>
    [item, developer, standard, premium].join(' '),
  )

  expect(rows).toEqual([
    'users 100 unlimited unlimited',
    'friends 20 3000 3000',
    'joinedGroups 50 500 1000',
    'audioVideoGroups 10 50 unlimited',
    'groupMembers 20 200 2000',
    'peakGroups 100 unlimited unlimited',
    'peakMau 100 10000 10000',
    'messageStorage 7 7 30',
    'call notActivated groupCall groupCall',
    'samePlatform supported unsupported supported',
    'userStatus supported unsupported supported',
    'readReceipts supported unsupported supported',
    'liveGroups supported unsupported supported',
    'community supported unsupported supported',
  ])
})

test('the private plan limits nothing', () => {
  const values = new Set(planComparison.map((row) => row.private))

  expect([...values].sort()).toEqual(['supported', 'unlimited'])
})

describe('an arrow', () => {
  test('marks what the developer edition gains, and nothing it would lose', () => {
    const quotas: readonly ComparisonItem[] = [
      'users',
      'friends',
      'joinedGroups',
      'audioVideoGroups',
      'groupMembers',
      'peakGroups',
      'peakMau',
    ]

    expect(arrows('developer', 'standard')).toEqual([...quotas, 'call'])
    expect(arrows('developer', 'premium')).toEqual([...quotas, 'messageStorage', 'call'])
  })

  test('marks what Standard gains from Premium', () => {
    expect(arrows('standard', 'premium')).toEqual([
      'joinedGroups',
      'audioVideoGroups',
      'groupMembers',
      'messageStorage',
      'samePlatform',
      'userStatus',
      'readReceipts',
      'liveGroups',
      'community',
    ])
  })

  test.each(['premium', 'private'] as const)('is nowhere for an application on %s', (plan) => {
    expect(isBestPlan(plan)).toBe(true)
  })

  test.each(['developer', 'standard'] as const)('is somewhere for one on %s', (plan) => {
    expect(isBestPlan(plan)).toBe(false)
  })
})

test('only Standard leaves out the premium features; an unknown plan is given the benefit', () => {
  const plans = ['developer', 'standard', 'premium', 'private', 'enterprise']

  expect(plans.filter((plan) => !includes(plan, 'userStatus'))).toEqual(['standard'])
  expect(plans.filter((plan) => !includes(plan, 'samePlatform'))).toEqual(['standard'])
})
