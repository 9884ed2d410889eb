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
      small: { target: few.target, folder: few.folder, accounts: ACCOUNTS.small },
      large: { target: many.target, folder: many.folder, accounts: ACCOUNTS.large },
    }
    const rounds = roundsFor(bench, 2)
    const measure = async (warm: boolean) => {
      bench.progress(`profiles: reading from ${warm ? 'memory' : 'storage'}`)
      return generate('profiles', { ...populations, rounds, calls: 20, warm })
    }
    const [warm, cold] = [await measure(true), await measure(false)]
    bench.progress('profiles: reading past the server')
    const bare = await generate('bareProfiles', { ...populations, rounds, calls: 20 })
    const faults = [...cold.faults, ...bare.faults]
    return [inMemory(warm), withNote(fromStorage({ ...cold, faults }), noteOf(bare))]
  },
}

const inMemory = (growth: Growth) => measured('in memory', growth)
const fromStorage = (growth: Growth) => measured('written just before', growth)

function measured(where: string, growth: Growth): Measurement {
  return fewAndMany({
    ...growth,
    figure: 'growth',
    title: `portrait_get of 100 accounts ${where}, 100,000 accounts against 1,000`,
    little: 'little data',
    much: 'much',
  })
}

function withNote(measurement: Measurement, note: string): Measurement {
  return { ...measurement, note: `${measurement.note ?? ''}\n${note}` }
}

/** What of the growth is SQLite's alone: more pages, of which it keeps none beyond a commit of another connection. */
function noteOf({ small, large }: Growth): string {
  const times = [small, large, large - small].map((time) => Math.round(time))
  return `profiles: a bare select of such rows takes ${times[0]} and ${times[1]} µs in this run; ${times[2]} µs of the growth are SQLite's own`
}
