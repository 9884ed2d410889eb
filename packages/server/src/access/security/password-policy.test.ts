import { expect, test } from 'bun:test'
import { firstPasswordRules, passwordFault } from '../password-rules.ts'
import { PasswordPolicy, changedRules } from './password-policy.ts'

test('changes what is given and keeps the rest', () => {
  const once = changedRules(firstPasswordRules, { minimumLength: 12, mustContain: '1a' })

  expect(changedRules(once, { lastsDays: 90, reuseLimit: 3, retryLimit: 5 })).toEqual({
    minimumLength: 12,
    mustContain: ['a', '1'],
    lastsDays: 90,
    reuseLimit: 3,
    retryLimit: 5,
    expiredIsInvalid: false,
  })
})

test('goes back to the first rules', () => {
  const once = changedRules(firstPasswordRules, { minimumLength: 12, mustContain: 'A' })

  expect(changedRules(once, { minimumLength: 0, mustContain: '' })).toEqual(firstPasswordRules)
})

test.each([
  [{ minimumLength: 7 }, 'MinimumLength'],
  [{ minimumLength: 33 }, 'MinimumLength'],
  [{ mustContain: 'A?' }, 'MustContain'],
  [{ lastsDays: 366 }, 'ForcePasswordChange'],
  [{ reuseLimit: 25 }, 'ReusePasswordLimit'],
  [{ retryLimit: -1 }, 'RetryPasswordLimit'],
])('refuses %j', (change, name) => {
  expect(() => changedRules(firstPasswordRules, change)).toThrow(name)
})

test.each([
  ['A', 'lettersandDigits1', undefined],
  ['A', 'onlysmallletters', 'an upper case letter'],
  ['a1', 'ONLYLARGELETTERS', 'a lower case letter and a digit'],
])('asks for the kinds in %s', (mustContain, password, lack) => {
  const rules = changedRules(firstPasswordRules, { mustContain })

  const fault = passwordFault(password, rules)

  expect(fault).toBe(lack === undefined ? undefined : `must have ${lack}`)
})

test('keeps changes that are made at once', async () => {
  const stored: unknown[] = []
  const store = {
    find: async () => undefined,
    put: async (_: string, __: string, rule: unknown) => void stored.push(rule),
  }
  const policy = new PasswordPolicy(store, () => 7)
  const by = { uin: '2', ownerUin: '1', appId: 9, isRoot: false, user: 'ann' }

  await Promise.all([
    policy.update(by, { minimumLength: 10 }),
    policy.update(by, { minimumLength: 40 }).catch(() => undefined),
    policy.update(by, { lastsDays: 30 }),
  ])

  const { value, updatedBy } = await policy.of('1')
  expect(value).toEqual({ ...firstPasswordRules, minimumLength: 10, lastsDays: 30 })
  expect(updatedBy).toBe('2')
  expect(stored).toHaveLength(2)
})
