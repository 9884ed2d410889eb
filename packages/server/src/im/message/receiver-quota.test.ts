import { expect, test } from 'bun:test'
import { ReceiverQuota } from './receiver-quota.ts'

function quotaAt(start: number) {
  const clock = { now: start }
  return { clock, quota: new ReceiverQuota(() => clock.now) }
}

test('a call beyond the minute is refused and does not use up what is left', () => {
  const { quota } = quotaAt(60_000)
  quota.take(1, 8, 10)

  expect(() => quota.take(1, 3, 10)).toThrow(
    expect.objectContaining({ row: { code: 90057, info: expect.any(String) } }),
  )
  expect(() => quota.take(1, 2, 10)).not.toThrow()
  expect(() => quota.take(1, 1, 10)).toThrow()
})

test('apps have quotas of their own, and each minute begins anew', () => {
  const { clock, quota } = quotaAt(60_000)
  quota.take(1, 10, 10)

  expect(() => quota.take(2, 10, 10)).not.toThrow()
  clock.now = 119_999
  expect(() => quota.take(1, 1, 10)).toThrow()
  clock.now = 120_000
  expect(() => quota.take(1, 10, 10)).not.toThrow()
})

test('a plan without a quota has none', () => {
  const { quota } = quotaAt(0)

  expect(() => quota.take(1, 1_000_000, null)).not.toThrow()
})
