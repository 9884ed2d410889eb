import { generate } from '../generate.ts'
import type { Growth } from '../load/compare.ts'
import type { Measurement } from '../report.ts'
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
    const populations = {
      small: { target: few.target, accounts: ACCOUNTS.small },
      large: { target: many.target, accounts: ACCOUNTS.large },
    }
    const rounds = Math.max(3, Math.round(bench.seconds * bench.rounds * 2))
    const measure = async (warm: boolean) => {
      bench.progress(`profiles: reading from ${warm ? 'memory' : 'storage'}`)
      const options = { ...populations, rounds, calls: 20, warm }
      return measured(warm, await generate('profiles', options))
    }
    return [await measure(true), await measure(false)]
  },
}

function measured(warm: boolean, { small, large, faults }: Growth): Measurement {
  const where = warm ? 'in memory' : 'written just before'
  return {
    figure: 'growth',
    title: `portrait_get of 100 accounts ${where}, 100,000 accounts against 1,000`,
    unit: 'µs',
    digits: 1,
    floor: small,
    yanshu: large,
    goal: { atMost: 1.3 },
    faults,
    note: 'growth: the column of the floor is Yanshu with little data, the column of Yanshu is Yanshu with much',
  }
}
