import { expect, test } from 'bun:test'
import type { StoredRule } from './rule-store.ts'
import { LoginAddresses, allowsAddress } from './login-addresses.ts'

const principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const allow = (ip: string) => ({ ip, effect: 'Allow' as const })
const deny = (ip: string) => ({ ip, effect: 'Deny' as const })

function addresses() {
  const kept: StoredRule[] = []
  const store = {
    find: async () => kept.at(-1),
    put: async (_: string, __: string, rule: StoredRule) => void kept.push(rule),
  }
  return { policy: new LoginAddresses(store, () => 5000), kept }
}

test.each([
  ['nothing', [], '192.0.2.1', true],
  ['an address that is allowed', [allow('192.0.2.1')], '192.0.2.1', true],
  ['an address that is not allowed', [allow('192.0.2.1')], '192.0.2.2', false],
  ['a mapped address', [allow('192.0.2.0/24')], '::ffff:192.0.2.9', true],
  ['a denial alone', [deny('192.0.2.0/24')], '192.0.2.9', false],
  ['what no denial covers', [deny('192.0.2.0/24')], '198.51.100.1', true],
  ['a range of IPv6', [allow('2001:db8::/32')], '2001:db8::7', true],
  ['the other kind of address', [allow('192.0.2.0/24')], '2001:db8::7', false],
  ['no address at all', [deny('192.0.2.0/24')], '', false],
])('judges %s', (_, rules, ip, allowed) => {
  expect(allowsAddress({ rules, disabled: false }, ip)).toBe(allowed)
})

test('judges nothing while it is turned off', () => {
  const rules = [deny('192.0.2.0/24')]

  expect(allowsAddress({ rules, disabled: true }, '192.0.2.9')).toBeTrue()
})

test.each([
  [[{ ip: '192.0.2.1', effect: 'Maybe' }], 'InvalidParameter.EffectError'],
  [[allow('192.0.2')], 'InvalidParameter.IPIllegal'],
  [[allow('192.0.2.0/33')], 'InvalidParameter.IPIllegal'],
  [[allow('192.0.2.0/24'), deny('192.0.2.7')], 'InvalidParameter.IPRangeOverlapping'],
  [[allow('192.0.2.7'), deny('192.0.2.7')], 'InvalidParameter.IPRangeOverlapping'],
  [[allow('2001:db8::/32'), deny('2001:db8:1::/48')], 'InvalidParameter.IPRangeOverlapping'],
  [Array.from({ length: 101 }, (_, at) => allow(`10.0.${at}.1`)), 'FailedOperation.PolicyFull'],
])('refuses %j', async (rules, code) => {
  const { policy, kept } = addresses()

  const done = policy.change(principal, { rules })

  await expect(done).rejects.toMatchObject({ code })
  expect(kept).toEqual([])
})

test('takes neighbours, and keeps the rules where they are left out', async () => {
  const { policy } = addresses()
  const rules = [allow('192.0.2.0/25'), deny('192.0.2.128/25'), allow('2001:db8::1')]
  await policy.change(principal, { rules })

  await policy.change(principal, { disabled: true })

  expect(await policy.of('1')).toEqual({
    value: { rules, disabled: true },
    updatedAt: 5000,
    updatedBy: '1',
  })
})
