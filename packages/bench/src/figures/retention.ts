import { generate } from '../generate.ts'
import { median } from '../load/percentiles.ts'
import type { Measurement } from '../report.ts'
import { Expiring } from '../yanshu/expiring.ts'
import type { Bench, Figure } from './figure.ts'

const MESSAGES = 1_000_000
const SENDERS = 100
const RATE = 300

/** Days: for ever, and shorter than the messages are old. */
const KEPT = { still: 0, expiring: 7 }

export const retention: Figure = {
  name: 'retention',
  summary: 'what sending costs while a million old messages are removed',
  async run(bench) {
    if (bench.subject === 'floor') return []
    bench.progress(`retention: loading ${MESSAGES} messages`)
    await using old = await Expiring.create(bench.dataRoot, MESSAGES)
    const still: number[] = []
    const expiring: number[] = []
    const faults: string[] = []
    let removed = 0
    for (let round = 1; round <= bench.rounds; round++) {
      still.push(await p99(bench, old, KEPT.still, faults))
      const before = old.left
      expiring.push(await p99(bench, old, KEPT.expiring, faults))
      const gone = before - old.left
      if (gone === 0) faults.push('nothing was removed')
      removed += gone
      const times = `${still.at(-1)?.toFixed(2)} ms, ${expiring.at(-1)?.toFixed(2)} ms`
      bench.progress(`retention, round ${round} of ${bench.rounds}: ${times}, ${gone} removed`)
    }
    return [measured(median(still), median(expiring), faults, removed)]
  },
}

/** The 99th percentile of the time to arrival, of another app's messages on the same server. */
async function p99(
  { seconds, warmupSeconds }: Bench,
  old: Expiring,
  days: number,
  faults: string[],
): Promise<number> {
  await using server = await old.start(days)
  const { target } = server
  const load = { target, senders: SENDERS, seconds, warmupSeconds, perSecond: RATE }
  const times = await generate('paced', load)
  faults.push(...times.faults)
  return times.p99
}

function measured(
  floor: number,
  yanshu: number,
  faults: readonly string[],
  removed: number,
): Measurement {
  return {
    figure: 'retention',
    title: 'delivery time while old messages expire, p99',
    unit: 'ms',
    digits: 2,
    floor,
    yanshu,
    goal: { atMost: 1.5 },
    faults,
    note: `retention: the column of the floor is Yanshu keeping the old messages, the column of Yanshu is Yanshu removing them (${removed} in the time measured); ${RATE} messages a second in both`,
  }
}
