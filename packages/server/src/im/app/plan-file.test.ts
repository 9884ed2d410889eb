import { expect, test } from 'bun:test'
import { readPlanFile } from './plan-file.ts'
import { builtInPlans, PlanTable } from './plans.ts'

const premium = builtInPlans.find(({ id }) => id === 'premium')

test('a plan takes over what it does not name', () => {
  const [gold] = readPlanFile(
    JSON.stringify([
      { id: 'gold', extends: 'premium', level: 3, quotas: { friends: 5000 }, features: ['follow'] },
    ]),
  )

  expect(gold).toMatchObject({ id: 'gold', level: 3, paid: true, graceHours: 24 })
  expect(gold?.quotas).toEqual({ ...premium?.quotas, friends: 5000 } as never)
  expect([...(gold?.features ?? [])]).toEqual(['follow'])
})

test('a plan may start from one before it, and null lifts a limit', () => {
  const [, silver] = readPlanFile(
    JSON.stringify([
      { id: 'gold', extends: 'developer', validMonths: null },
      { id: 'silver', extends: 'gold', quotas: { accounts: null } },
    ]),
  )

  expect(silver).toMatchObject({ validMonths: null, quotas: { accounts: null, friends: 20 } })
})

test('a plan with the id of a built-in one takes its place', () => {
  const plans = new PlanTable(
    readPlanFile(JSON.stringify([{ id: 'standard', extends: 'standard', graceHours: 168 }])),
  )

  expect(plans.of('standard').graceHours).toBe(168)
  expect(plans.all).toHaveLength(builtInPlans.length)
})

test.each([
  [[{ id: 'gold', extends: 'nothing' }], 'gold.extends'],
  [[{ id: 'Gold', extends: 'premium' }], '0.id'],
  [[{ id: 'gold', extends: 'premium', colour: 'yellow' }], 'colour'],
  [[{ id: 'gold', extends: 'premium', quotas: { friend: 1 } }], 'friend'],
  [[{ id: 'gold', extends: 'premium', features: ['flying'] }], '0.features.0'],
  [{ id: 'gold' }, 'array'],
])('%j is refused with the name of what is wrong', (file, name) => {
  expect(() => readPlanFile(JSON.stringify(file))).toThrow(name)
})
