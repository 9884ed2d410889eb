import { expect, test } from 'bun:test'
import { decisionLoad } from './decisions.ts'

test.each(['floor', 'yanshu'] as const)(
  '%s decides all kinds of requests, the same each time',
  async (side) => {
    const { faults, perSecond } = await decisionLoad({ side, seconds: 0.01, warmupSeconds: 0 })

    expect(faults).toEqual([])
    expect(perSecond).toBeGreaterThan(0)
  },
)
