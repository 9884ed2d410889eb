import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { TokenBucket } from './token-bucket.ts'

const take = (bucket: TokenBucket, times: number, now: number) =>
  Array.from({ length: times }, () => bucket.take(now)).filter(Boolean).length

test('lets a burst of twice the rate through, and then the rate', () => {
  const bucket = new TokenBucket(10, 0)

  expect(take(bucket, 100, 0)).toBe(20)
  expect(take(bucket, 100, 1000)).toBe(10)
  expect(take(bucket, 100, 60_000)).toBe(20)
})

test('never lets more through than burst and time allow', () => {
  const steps = fc.array(fc.record({ pause: fc.nat(500), times: fc.nat(10) }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (rate, all) => {
      const bucket = new TokenBucket(rate, 0)
      let now = 0
      let taken = 0
      for (const { pause, times } of all) {
        now += pause
        taken += take(bucket, times, now)
        expect(taken).toBeLessThanOrEqual(rate * 2 + (now * rate) / 1000 + 1e-6)
      }
    }),
  )
})

test('who keeps to the rate is never refused', () => {
  const bucket = new TokenBucket(10, 0)

  for (let at = 1; at <= 200; at++) expect(bucket.take(at * 100)).toBe(true)
})
