import { generate } from '../generate.ts'
import { startWithAccounts } from '../yanshu/grown.ts'
import type { Figure } from './figure.ts'

const ACCOUNTS = { small: 1000, large: 100_000 }

export const profiles: Figure = {
  name: 'profiles',
  summary: 'what reading 100 profiles costs among many accounts against among few',
  async run(bench) {
    if (bench.subject === 'floor') return []
    bench.progress(`profiles: loading ${ACCOUNTS.large} accounts`)
    await using few = await startWithAccounts(bench.dataRoot, ACCOUNTS.small)
    await using many = await startWithAccounts(bench.dataRoot, ACCOUNTS.large)
    bench.progress('profiles: reading')
    const { small, large, faults } = await generate('profiles', {
      small: { target: few.target, accounts: ACCOUNTS.small },
      large: { target: many.target, accounts: ACCOUNTS.large },
      rounds: Math.max(3, Math.round(bench.seconds * bench.rounds * 2)),
      calls: 20,
    })
    return [
      {
        figure: 'growth',
        title: 'portrait_get of 100 accounts, 100,000 accounts against 1,000',
        unit: 'µs',
        digits: 1,
        floor: small,
        yanshu: large,
        goal: { atMost: 1.3 },
        faults,
        note: 'growth: the column of the floor is Yanshu with little data, the column of Yanshu is Yanshu with much',
      },
    ]
  },
}
