import { generate } from '../generate.ts'
import type { Growth } from '../load/compare.ts'
import type { Measurement } from '../report.ts'
import { startWithAccounts } from '../yanshu/grown.ts'
import { fewAndMany, roundsFor } from './few-and-many.ts'
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
    const rounds = roundsFor(bench, 2)
    const measure = async (warm: boolean) => {
      bench.progress(`profiles: reading from ${warm ? 'memory' : 'storage'}`)
      const options = { ...populations, rounds, calls: 20, warm }
      return measured(warm, await generate('profiles', options))
    }
    return [await measure(true), await measure(false)]
  },
}

function measured(warm: boolean, growth: Growth): Measurement {
  const where = warm ? 'in memory' : 'written just before'
  return fewAndMany({
    ...growth,
    figure: 'growth',
    title: `portrait_get of 100 accounts ${where}, 100,000 accounts against 1,000`,
    little: 'little data',
    much: 'much',
  })
}
