import { describe, expect, test } from 'bun:test'
import type { AppItem, PlanItem } from '@yanshu/protocol'
import { improves, includes, losses, planComparison } from './plan-comparison.ts'
import type { ComparisonItem } from './plan-comparison.ts'
import { canExtend, isTrial, planOffers } from './plan-offers.ts'
import { plansOfTest } from './testing/plans-of-test.ts'

const { developer, standard, premium, unbounded } = plansOfTest
const all = [developer, standard, premium, unbounded]

const arrows = (current: PlanItem, other: PlanItem): readonly ComparisonItem[] =>
  planComparison.filter((row) => improves(row, current, other)).map((row) => row.item)

test('the comparison has its 14 rows, with what each plan gives', () => {
  const rows = planComparison.map(({ item, value }) =>
    [item, ...[developer, standard, premium].map((plan) => value(plan))].join(' '),
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

test('a plan with some features of a row has it partly, which is better than without', () => {
  const some: PlanItem = { ...standard, Features: ['follow'] }
  const row = planComparison.find(({ item }) => item === 'userStatus')

  expect(row?.value(some)).toBe('partly')
  expect(arrows(standard, some)).toEqual(['userStatus'])
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

    expect(arrows(developer, standard)).toEqual([...quotas, 'call'])
    expect(arrows(developer, premium)).toEqual([...quotas, 'messageStorage', 'call'])
  })

  test('marks what Standard gains from Premium', () => {
    expect(arrows(standard, premium)).toEqual([
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
})

test('what would be lost is told', () => {
  const premiumRows = ['samePlatform', 'userStatus', 'readReceipts', 'liveGroups', 'community']

  expect<readonly string[]>(losses(developer, standard)).toEqual(premiumRows)
  expect(losses(developer, premium)).toEqual([])
})

test('a feature is included as the plan says; a plan off the list is given the benefit', () => {
  expect(includes(standard, 'userStatus')).toBe(false)
  expect(includes(premium, 'userStatus')).toBe(true)
  expect(includes(undefined, 'userStatus')).toBe(true)
})

describe('what an app can be moved to', () => {
  const offers = (id: string) => {
    const { higher, renewable } = planOffers(all, id)
    return { higher: higher.map(({ Id }) => Id), renewable }
  }

  test('is every higher plan that is offered, and a paid plan again', () => {
    expect(offers('developer')).toEqual({
      higher: ['standard', 'premium', 'private'],
      renewable: false,
    })
    expect(offers('standard')).toEqual({ higher: ['premium', 'private'], renewable: true })
    expect(offers('private')).toEqual({ higher: [], renewable: false })
  })

  test('leaves out plans that are not offered', () => {
    const plans = all.map((plan) => ({ ...plan, Offered: plan.Id !== 'private' }))

    expect(planOffers(plans, 'premium').higher).toEqual([])
  })
})

test('only a trial that has ended is extended', () => {
  expect(all.filter(isTrial)).toEqual([developer])
  const at = (plan: PlanItem, ExpireTime: number | null, Status: AppItem['Status'] = 'enabled') =>
    canExtend(plan, { ExpireTime, Status }, 10_000)

  expect(at(developer, 10)).toBe(true)
  expect(at(developer, 11)).toBe(false)
  expect(at(developer, 11, 'expired')).toBe(true)
  expect(at(developer, null)).toBe(false)
  expect(at(standard, 10, 'expired')).toBe(false)
})
